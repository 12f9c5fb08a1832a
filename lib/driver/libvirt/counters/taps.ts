import type { Counter } from '../../../host/counter.ts';
import { linkCounters } from '../../local/network/counters.ts';
import type { InterfaceXml } from '../domain-xml/domain-xml.ts';

/** What the host receives from a domain's tap is what the guest sent. Interfaces without a tap (`user`, a card passed through) are not counted. */
export function tapCounters(interfaces: readonly InterfaceXml[]): { readonly rx: Counter[]; readonly tx: Counter[] } {
  const taps = interfaces.flatMap(({ tap }) => tap ?? []);
  return {
    rx: taps.map((tap) => ({ ...linkCounters(tap).rx, measuredBy: `tx_bytes of ${tap}, its tap` })),
    tx: taps.map((tap) => ({ ...linkCounters(tap).tx, measuredBy: `rx_bytes of ${tap}, its tap` })),
  };
}

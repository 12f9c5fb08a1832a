/** How many bytes a VM sent and received, from the kernel's counters of the host's end of its veth: what crossed the wire, headers included. */
import type { Counter } from '../../../host/counter.ts';

/** What the VM sent (`tx`), the host's end received: bytes since the link was made. */
export const linkCounters = (hostInterface: string): { readonly tx: Counter; readonly rx: Counter } => ({
  tx: counter(hostInterface, 'rx_bytes'),
  rx: counter(hostInterface, 'tx_bytes'),
});

const counter = (hostInterface: string, name: string): Counter => ({
  file: `/sys/class/net/${hostInterface}/statistics/${name}`,
  parse: (text) => Number.parseInt(text, 10),
  measuredBy: `${name} of ${hostInterface}, the host's end of the veth`,
});

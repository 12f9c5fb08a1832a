/**
 * What a machine may send and receive: by HTB on its tap.
 */
import { allOrNone } from '../../../core/all-or-none.ts';
import { InputError, UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import type { Rate } from '../../../core/units.ts';
import { type Direction, shapedRate, shapeTap, type TapParts } from '../../libvirt/network/shape.ts';
import { parseWireRate } from '../../local/network/htb.ts';
import type { DomainNetwork, DomainRate, DomainRateRequest } from '../../network.ts';

/** @param tap undefined: the network is QEMU's own, or there is none */
export const machineNetwork = (parts: TapParts, tap: string | undefined): DomainNetwork => ({
  rate: async (at) => readRates(parts, tapOf(parts, tap, at?.interface)),
  limit: async (request) => setRates(parts, tapOf(parts, tap, request.interface), request),
});

function tapOf({ name, uri }: TapParts, tap: string | undefined, wanted = tap): string {
  if (tap === undefined) {
    const remedy = "start it with network: { tap: 'tap0' }: a tap of the host's";
    throw new UnsupportedError({ what: 'limiting its network', where: `'${name}' on ${uri.text}`, remedy });
  }
  if (wanted !== tap) throw new InputError({ expected: `the interface of '${name}', ${tap}`, received: wanted });
  return tap;
}

const readRates = async (parts: TapParts, tap: string): Promise<DomainRate> => ({
  tx: await shapedRate(parts, { tap, direction: 'tx' }),
  rx: await shapedRate(parts, { tap, direction: 'rx' }),
});

const setRates = (parts: TapParts, tap: string, { tx, rx }: DomainRateRequest): Promise<Undo> =>
  allOrNone(
    [...limitOf('tx', tx), ...limitOf('rx', rx)].map(
      ([direction, limit]) =>
        () =>
          shapeTap(parts, { tap, direction }, limit),
    ),
  );

const limitOf = (direction: Direction, rate?: Rate | 'max'): [Direction, number | 'max'][] =>
  rate === undefined ? [] : [[direction, rate === 'max' ? rate : parseWireRate(rate)]];

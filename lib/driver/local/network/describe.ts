/** Puts a VM's network together: facts, and the few verbs on it. */
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import type { AddressPair } from './addresses.ts';
import { linkCounters } from './counters.ts';
import { pacedRate, parseWireRate } from './htb.ts';
import { checkInterface } from './interface-name.ts';
import { GUEST_INTERFACE, netnsPath } from './names.ts';
import type { RateRequest, VmNetwork } from './network.ts';
import type { Pair } from './pair.ts';
import type { Parts } from './parts.ts';
import { type Limit, ownRateLine, readOwnRate, setOwnRate } from './rate.ts';
import { readSharedRate, setSharedRate } from './shared-rate.ts';

export interface Made {
  readonly pair: Pair;
  readonly addresses: AddressPair;
  /** In the order in which it was made; what is limited later is added, so that `remove()` takes that back too. */
  readonly undos: Undo<unknown>[];
}

export const describeNetwork = (parts: Parts, { pair, addresses, undos }: Made): VmNetwork => ({
  netns: netnsPath(pair.netns),
  netnsName: pair.netns,
  interface: GUEST_INTERFACE,
  hostInterface: pair.hostInterface,
  address: addresses.guest,
  hostAddress: addresses.host,
  counters: linkCounters(pair.hostInterface),
  rate: rateOf(parts, { netns: pair.netns, source: addresses.guest, undos }),
  rateArgv: ['tc', '-force', '-n', pair.netns, '-batch', '-'],
  rateLine: (rate) => ownRateLine(pacedRate(rate)),
  remove: () => undoAll(undos).undo(),
});

interface Limited {
  readonly netns: string;
  readonly source: string;
  readonly undos: Undo<unknown>[];
}

/** With `tx` it sets, without it reads. */
function rateOf(parts: Parts, vm: Limited): VmNetwork['rate'] {
  const rate = async ({ tx, interface: device }: Partial<RateRequest> = {}): Promise<Undo | Limit> => {
    if (device !== undefined) checkInterface(device);
    if (tx === undefined) return readRate(parts, vm, device);
    const undo = await setRate(parts, vm, { tx, interface: device });
    vm.undos.push(undo);
    return undo;
  };
  return rate as VmNetwork['rate'];
}

const readRate = ({ host, session }: Parts, { netns, source }: Limited, device?: string): Promise<Limit> =>
  device === undefined
    ? readOwnRate({ host, netns })
    : readSharedRate({ host, session }, { interface: device, source });

function setRate(parts: Parts, { netns, source }: Limited, { tx, interface: device }: RateRequest): Promise<Undo> {
  const limit = tx === 'max' ? tx : parseWireRate(tx);
  return device === undefined
    ? setOwnRate(parts, { netns }, limit)
    : setSharedRate(parts, { interface: device, source }, limit);
}

import { UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import type { DomainNetwork, DomainRate, DomainRateRequest } from '../../network.ts';
import type { VmNetwork } from '../network/network.ts';

/** The network of a slice, as that of a VM: what it receives comes from this machine, and is not limited. */
export const sliceNetwork = (network: VmNetwork, name: string): DomainNetwork => ({
  rate: (at) => rateOf(network, at?.interface),
  limit: async (request) => limit(network, request, name),
});

const rateOf = async (network: VmNetwork, at: string | undefined): Promise<DomainRate> => ({
  tx: await network.rate({ interface: at }),
  rx: 'max',
});

async function limit(network: VmNetwork, { tx, rx, interface: at }: DomainRateRequest, name: string): Promise<Undo> {
  if (rx !== undefined) throw noReceiving(name);
  return tx === undefined ? undoAll([]) : network.rate({ tx, interface: at });
}

const noReceiving = (name: string): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on what is received',
    where: `the slice '${name}'`,
    remedy: 'limit who sends to it; replay.rx() shapes what a VM receives',
  });

/**
 * `local:`: slices of this machine, made when they are first held.
 */
import { InputError } from '../../core/errors.ts';
import { Shared } from '../../core/shared.ts';
import { sliceDomain } from '../../driver/local/domain/domain.ts';
import type { SliceParts } from '../../driver/local/parts.ts';
import { openSlice } from '../../driver/local/slice.ts';
import { checkVmName } from '../../driver/local/vm-name.ts';
import type { Domains, HeldVm } from './domains.ts';
import { checkOptions, type VmOptions } from './options.ts';

export const LOCAL = 'local:';

interface HeldSlice extends HeldVm {
  readonly hasNetwork: boolean;
}

export function slices(parts: () => SliceParts): Domains {
  const shared = new Shared<HeldSlice>();
  return {
    uri: LOCAL,
    makes: true,
    check: (name, options) => {
      checkVmName(name);
      checkOptions(LOCAL, options, ['network']);
      hasNetwork(options);
    },
    hold: (name, options) => {
      const network = hasNetwork(options);
      const check = (present: HeldSlice) => checkSame(name, present, network);
      return shared.hold(name, () => heldSlice(parts(), name, network), check);
    },
    names: async () => shared.names,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function hasNetwork({ network = true }: VmOptions): boolean {
  if (typeof network === 'boolean') return network;
  throw new InputError({ expected: 'network: true or false for a slice', received: network });
}

/** What was set in it goes with it: its group is removed. */
async function heldSlice(parts: SliceParts, name: string, network: boolean): Promise<HeldSlice> {
  const slice = await openSlice(parts, name, { network });
  const domain = sliceDomain(parts.host, slice);
  return { domain, slice, hasNetwork: network, took: () => undefined, close: () => slice.close() };
}

function checkSame(name: string, present: HeldSlice, network: boolean): void {
  if (present.hasNetwork === network) return;
  const expected = `network: ${present.hasNetwork}, as '${name}' is open already`;
  throw new InputError({ expected, received: network });
}

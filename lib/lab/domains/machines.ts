/**
 * `qemu:`: machines that vmlab makes of QEMU processes, each in a slice of its name. They end when nobody holds them any more.
 */
import { InputError } from '../../core/errors.ts';
import { Shared } from '../../core/shared.ts';
import type { SliceParts } from '../../driver/local/parts.ts';
import { openSlice } from '../../driver/local/slice.ts';
import { checkVmName } from '../../driver/local/vm-name.ts';
import { type MachineSpec, machineSpec } from '../../driver/qemu/machine/spec.ts';
import { QEMU_URI, qemuVm } from '../../driver/qemu/vm/vm.ts';
import type { Domains, HeldVm } from './domains.ts';
import { checkOptions, type VmOptions } from './options.ts';

export function machines(parts: () => SliceParts): Domains {
  const shared = new Shared<HeldVm>();
  return {
    uri: QEMU_URI,
    check: (name, options) => {
      checkVmName(name);
      checkOptions(QEMU_URI, options, KNOWN);
      if (options.memory !== undefined) specOf(name, options);
    },
    hold: (name, options) => shared.hold(name, () => heldMachine(parts(), specOf(name, options))),
    names: async () => shared.names,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

const KNOWN = [
  'memory',
  'vcpus',
  'kernel',
  'initrd',
  'append',
  'disks',
  'network',
  'balloon',
  'guestAgent',
  'accelerator',
  'cpu',
  'machine',
  'program',
  'ssh',
] as const;

/** @throws InputError for what cannot be right */
function specOf(name: string, { ssh, network, ...options }: VmOptions): MachineSpec {
  const { memory } = options;
  if (memory === undefined)
    throw new InputError({ expected: `the memory of '${name}', such as '512M'`, received: memory });
  return machineSpec({ ...options, name, memory, network: networkOf(network) });
}

function networkOf(network: VmOptions['network']) {
  if (network === true) return 'user';
  return network === false ? 'none' : network;
}

async function heldMachine(parts: SliceParts, spec: MachineSpec): Promise<HeldVm> {
  const slice = await openSlice(parts, spec.name, { network: false });
  const machine = qemuVm(parts, spec, slice);
  return { domain: machine, took: () => undefined, close: () => machine.close() };
}

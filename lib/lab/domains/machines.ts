/**
 * `qemu:`: machines that vmlab makes of QEMU processes, each in a slice of its name. They end when nobody holds them any more.
 */
import { Shared } from '../../core/shared.ts';
import type { SliceParts } from '../../driver/local/parts.ts';
import { openSlice } from '../../driver/local/slice.ts';
import { checkVmName } from '../../driver/local/vm-name.ts';
import { type MachineSpec, machineSpec } from '../../driver/qemu/machine/spec.ts';
import { QEMU_URI } from '../../driver/qemu/vm/refusal.ts';
import { qemuVm } from '../../driver/qemu/vm/vm.ts';
import type { Domains, HeldVm } from './domains.ts';
import { checkOptions, type VmOptions } from './options.ts';

export function machines(parts: () => SliceParts): Domains {
  const shared = new Shared<HeldVm>();
  return {
    uri: QEMU_URI,
    makes: true,
    check: (name, options) => {
      checkVmName(name);
      checkOptions(QEMU_URI, options, KNOWN);
      specOf(name, options);
    },
    hold: (name, options) => shared.hold(name, () => heldMachine(parts(), name, options)),
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

/** Nothing without memory: such a machine may be migrated into. @throws InputError for what cannot be right */
function specOf(name: string, { ssh, network, memory, ...options }: VmOptions): MachineSpec | undefined {
  if (memory === undefined) return undefined;
  return machineSpec({ ...options, name, memory, network: networkOf(network) });
}

function networkOf(network: VmOptions['network']) {
  if (network === true) return 'user';
  return network === false ? 'none' : network;
}

async function heldMachine(parts: SliceParts, name: string, options: VmOptions): Promise<HeldVm> {
  const slice = await openSlice(parts, name, { network: false });
  const machine = qemuVm(parts, { name, spec: specOf(name, options), slice });
  return { domain: machine, took: () => undefined, close: () => machine.close() };
}

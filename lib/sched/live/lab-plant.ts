/**
 * The VMs of a lab, as a live run samples and steers them.
 */
import { VmlabError } from '../../core/errors.ts';
import { reasonOf } from '../../core/undo.ts';
import type { Slice } from '../../driver/local/slice.ts';
import type { Host } from '../../host/host.ts';
import { machineTime } from '../../host/machine-time.ts';
import type { Vm } from '../../lab/vm/vm.ts';
import { type LabVm, type LabVmParts, labVm } from './lab-vm.ts';
import type { Plant, Refusal } from './plant.ts';

export interface LabPlantParts extends LabVmParts {
  readonly host: Host;
  /** The VMs, each time anew; who is not open is not there. */
  readonly vms: () => readonly Vm[];
}

export function labPlant(parts: LabPlantParts): Plant {
  const there = new Map<string, LabVm>();
  return {
    sample: async () => {
      await renew(there, parts);
      const [host, ...vms] = await Promise.all([
        machineTime(parts.host),
        ...[...there.values()].map((vm) => vm.sample()),
      ]);
      return { host, vms };
    },
    apply: (limits) =>
      refusals([...limits].map(([name, wanted]) => [name, async () => there.get(name)?.set(wanted)] as const)),
    restore: () => refusals([...there].reverse().map(([name, vm]) => [name, () => restore(vm)] as const)),
  };
}

/** Who has gone gets its limits back, in case that somebody else still holds it. One that was closed and opened again is another. */
async function renew(there: Map<string, LabVm>, parts: LabPlantParts): Promise<void> {
  const open = new Map(openSlices(parts.vms()).map((slice) => [slice.name, slice]));
  for (const [name, vm] of there) {
    if (open.get(name) === vm.slice) continue;
    there.delete(name);
    await vm.restore();
  }
  for (const [name, slice] of open) if (!there.has(name)) there.set(name, labVm(slice, parts));
}

const openSlices = (vms: readonly Vm[]): Slice[] => vms.flatMap((vm) => sliceOf(vm) ?? []);

/** A handle that is not open is only looked at. */
function sliceOf(vm: Vm): Slice | undefined {
  try {
    return vm.slice;
  } catch (error) {
    if (error instanceof VmlabError && error.code === 'NOT_OPEN') return undefined;
    throw error;
  }
}

async function restore(vm: LabVm): Promise<void> {
  const outcome = await vm.restore();
  if (outcome?.left !== undefined) throw new Error(outcome.left);
}

/** Does something for each VM, the one after the other; who fails is named, and the others go on. */
async function refusals(acts: readonly (readonly [string, () => Promise<unknown>])[]): Promise<Refusal[]> {
  const refused: Refusal[] = [];
  for (const [vm, act] of acts) await act().catch((error: unknown) => refused.push({ vm, reason: reasonOf(error) }));
  return refused;
}

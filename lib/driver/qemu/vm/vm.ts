/**
 * A machine of ours, whether it runs or not: it is started in its slice, may end, and may be started again.
 */
import { HostError } from '../../../core/errors.ts';
import type { UndoOutcome } from '../../../core/undo.ts';
import type { Cancellable, Domain, DomainInfo } from '../../driver.ts';
import { groupStatistics } from '../../local/domain/group-limits.ts';
import type { Slice } from '../../local/slice.ts';
import type { QemuDomain } from '../domain.ts';
import type { QemuParts } from '../files.ts';
import type { MachineSpec } from '../machine/spec.ts';
import { type StartOptions, startQemu } from '../start.ts';
import { machineLimits } from './limits.ts';
import { machineNetwork } from './network.ts';

export interface QemuVm extends Domain {
  readonly spec: MachineSpec;
  /** Ends it, and takes its slice away. @returns what became of each effect */
  close(): Promise<UndoOutcome[]>;
}

/** As URIs name these machines. */
export const QEMU_URI = 'qemu:';

/** @param slice that it runs in; closed with it */
export function qemuVm(parts: QemuParts, spec: MachineSpec, slice: Slice): QemuVm {
  const { name } = spec;
  const state: State = {};
  const running = () => state.machine ?? notRunning(name);
  const { group } = slice;
  return {
    name,
    spec,
    ...powerOf(parts, { spec, slice, state }),
    info: async () => state.machine?.info() ?? offOf(spec),
    counters: () => running().counters(),
    exec: (argv, options) => running().exec(argv, options),
    memory: () => running().memory(),
    processes: async () => (state.machine ? [state.machine.pid] : []),
    get guest() {
      return state.machine?.guest;
    },
    ...(group && { limits: machineLimits({ name, group, running }), statistics: groupStatistics(group) }),
    network: machineNetwork({ ...parts, name, uri: { text: QEMU_URI } }, spec.network?.tap),
    close: async () => {
      await state.machine?.destroy();
      return slice.close();
    },
  };
}

interface State {
  machine?: QemuDomain;
}

interface Standing {
  readonly spec: MachineSpec;
  readonly slice: Slice;
  readonly state: State;
}

const powerOf = (parts: QemuParts, { spec, slice, state }: Standing) => {
  const running = () => state.machine ?? notRunning(spec.name);
  return {
    start: async ({ signal }: Cancellable = {}) => {
      if (state.machine) throw refusal('start', spec.name, 'it runs already');
      await begin(parts, { spec, slice, state }, { slice, signal });
    },
    pause: () => running().pause(),
    resume: () => running().resume(),
    shutdown: (options?: Cancellable) => running().shutdown(options),
    destroy: () => running().destroy(),
  };
};

/** One that ends by itself is off from then on. */
async function begin(parts: QemuParts, { spec, state }: Standing, options: StartOptions): Promise<void> {
  const machine = await startQemu(parts, spec, options);
  state.machine = machine;
  void machine.ended.then(() => {
    if (state.machine === machine) state.machine = undefined;
  });
}

const offOf = ({ name, vcpus, memory }: MachineSpec): DomainInfo => ({
  name,
  state: 'shutoff',
  vcpus,
  maximumMemory: memory,
  memory,
});

const notRunning = (name: string): never => {
  throw refusal('reach', name, 'it does not run: await vm.start() first');
};

const refusal = (operation: string, target: string, stderr: string): HostError =>
  new HostError({ host: QEMU_URI, operation, target, stderr });

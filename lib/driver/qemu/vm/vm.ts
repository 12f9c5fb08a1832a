/**
 * A machine of ours, whether it runs or not: it is started in its slice, may end, may be started again, and may move into another one.
 */
import type { UndoOutcome } from '../../../core/undo.ts';
import type { Domain, DomainInfo } from '../../driver.ts';
import { groupStatistics } from '../../local/domain/group-limits.ts';
import type { QemuParts } from '../files.ts';
import { wanderingGuest } from './guest.ts';
import { machineLimits } from './limits.ts';
import { type MovableMachine, moveInto } from './move.ts';
import { machineNetwork } from './network.ts';
import { QEMU_URI } from './refusal.ts';
import { type MachineOptions, MachineState } from './state.ts';

export interface QemuVm extends Domain, MovableMachine {
  /** Ends it, and takes its slice away. @returns what became of each effect */
  close(): Promise<UndoOutcome[]>;
}

/** @param options its slice is closed with it */
export function qemuVm(parts: QemuParts, options: MachineOptions): QemuVm {
  const state = new MachineState(parts, options);
  const { name, spec, slice } = options;
  const { group } = slice;
  const running = () => state.running();
  return {
    name,
    state,
    ...powerOf(state),
    info: async () => state.process?.info() ?? offOf(state),
    counters: async () => running().counters(),
    exec: async (argv, call) => running().exec(argv, call),
    memory: async () => running().memory(),
    processes: async () => (state.process ? [state.process.pid] : []),
    dirtyRate: async (how) => running().dirtyRate(how),
    migrate: (to, how) => moveInto(state, to, how),
    guest: wanderingGuest(state),
    ...(group && { limits: machineLimits({ name, group, running }), statistics: groupStatistics(group) }),
    network: machineNetwork({ ...parts, name, uri: { text: QEMU_URI } }, spec?.network?.tap),
    close: async () => {
      await state.process?.destroy();
      return slice.close();
    },
  };
}

const powerOf = (state: MachineState): Pick<Domain, 'start' | 'pause' | 'resume' | 'shutdown' | 'destroy'> => ({
  start: async (options) => void (await state.start(options?.signal)),
  pause: async () => state.running().pause(),
  resume: async () => state.running().resume(),
  shutdown: async (options) => state.running().shutdown(options),
  destroy: async () => state.running().destroy(),
});

const offOf = ({ options: { name }, spec }: MachineState): DomainInfo => ({
  name,
  state: 'shutoff',
  vcpus: spec?.vcpus ?? Number.NaN,
  maximumMemory: spec?.memory ?? Number.NaN,
  memory: spec?.memory ?? Number.NaN,
});

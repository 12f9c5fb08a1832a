import type { Undo } from '../../core/undo.ts';
import { handle } from '../handle.ts';
import type { Opening } from '../opening.ts';
import { pausing, resuming } from '../vm/power.ts';
import { type CpuHandle, cpuHandle } from './cpu.ts';
import { type CpusetHandle, cpusetHandle } from './cpuset.ts';
import { type IoHandle, ioHandle } from './io.ts';
import { type MemoryHandle, memoryHandle } from './memory.ts';
import { type PidsHandle, pidsHandle } from './pids.ts';

/**
 * The limits of a VM, in the words of cgroup v2 whatever this machine has. Setters make the VM where it is not open yet and resolve to
 * an `Undo`; getters reject with 'NOT_OPEN' then.
 */
export interface CgroupHandle {
  readonly cpu: CpuHandle;
  readonly cpuset: CpusetHandle;
  readonly memory: MemoryHandle;
  readonly io: IoHandle;
  readonly pids: PidsHandle;
  /** Stops all processes of a slice, or the CPUs of a guest; resolves when they stand still. @example await using frozen = await vm.cgroup.freeze() */
  freeze(): Promise<Undo>;
  /** Lets them go on. */
  thaw(): Promise<void>;
  /** Pids on this machine: of what runs in a slice, of the process that is a guest. */
  processes(): Promise<number[]>;
}

export const cgroupHandle = (vm: Opening): CgroupHandle =>
  handle(
    `cgroup of ${vm.name}:`,
    () => ({ open: vm.isOpen, paths: vm.isOpen ? (vm.current().slice?.group?.paths ?? []) : [] }),
    {
      cpu: cpuHandle(vm),
      cpuset: cpusetHandle(vm),
      memory: memoryHandle(vm),
      io: ioHandle(vm),
      pids: pidsHandle(vm),
      freeze: () => vm.change(pausing, (pause) => pause()),
      thaw: () => vm.act(resuming, (resume) => resume()),
      processes: () => vm.read({ what: 'processes', of: ({ processes }) => processes }, (list) => list()),
    },
  );

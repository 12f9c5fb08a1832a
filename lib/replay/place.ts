import type { Undo } from '../core/undo.ts';
import type { VmNetwork } from '../driver/local/network/network.ts';
import type { FioSetup } from '../load/fio.ts';
import type { Counters } from '../record/counter.ts';
import type { GuestVm } from './guest/guest-vm.ts';

/** Where a replay's generators run, and how they are measured there. */
export interface Place {
  readonly name: string;
  /** `cgroup.procs` files; none: there are no groups here, and `why` says so. */
  readonly joinFiles: readonly string[];
  /** Where they run in a guest: all of the others but `why` are of slices. */
  readonly guest?: GuestVm;
  readonly netns?: string;
  /** Where the agent's control thread goes to be scheduled at once, if that is not where it is. */
  readonly promptFile?: string;
  /** What the kernel counts of the place; absent where there is no group: the generators' process is measured then. */
  readonly counters?: Counters;
  /** The VM's own network; absent where it shares the host's. */
  readonly network?: VmNetwork;
  /** Why this place has no groups, for every result made in it. */
  readonly why?: string;
  /** Sets a CPU quota for the time of a run, unless the user has set one. */
  setCeiling?(cores: number): Promise<Undo | undefined>;
  /** Makes the kernel count what the group moves to and from the disk of a file or device. @returns where; empty: it cannot. */
  countDisk?(path: string): Promise<Pick<Counters, 'read' | 'write'>>;
  /** Limits what the group moves to and from the disk of a file or device, for a clock that moves the limit. */
  readonly throttleDisk?: FioSetup['throttle'];
}

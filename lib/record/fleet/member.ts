import type { Counter } from '../counter.ts';

/** The counters of a VM: several where it has several disks or cards. `memory` is a level, the others only grow. */
export interface MemberCounters {
  readonly cpu?: Counter;
  readonly memory?: Counter;
  readonly read?: readonly Counter[];
  readonly write?: readonly Counter[];
  readonly rx?: readonly Counter[];
  readonly tx?: readonly Counter[];
}

/** A VM that is to be recorded: a driver's domain, a slice. */
export interface Member {
  readonly name: string;
  /** Where it is counted what it uses. Rejects while it does not run. */
  counters(): Promise<MemberCounters>;
}

/** The VMs to record, or who knows them, and is asked again and again: they come and go. */
export type Members = readonly Member[] | (() => Promise<readonly Member[]>);

/**
 * What a VM's agent is to do, as data: which loads, on which files and addresses. What they are to reach comes later, step by step.
 */
import type { Rate, Size } from '../core/units.ts';

/** Whose CPU time the burners pace against: their own, or all of the group's (they burn what the target leaves after all else in it). */
export type Pace = 'own' | 'group';

/** Where disk loads read and write. A file is made if it is not there, and removed afterwards. */
export interface DiskSpec {
  readonly file?: string;
  /** A block device. Its content is destroyed. */
  readonly device?: string;
  /** Says that the device may hold a file system or be mounted: its name, again. */
  readonly allowMounted?: string;
  /** How much of it is used. Default 256 MiB, or the device's size where that is less. */
  readonly size?: Size;
  readonly engine?: 'agent' | 'fio';
}

/** Where network loads send to. By default to a sink at the other end of the VM's veth pair. */
export interface NetworkSpec {
  /** An IPv4 address. */
  readonly to?: string;
  readonly port?: number;
  readonly protocol?: 'udp' | 'tcp';
  /** The interface whose counter is followed and whose address is used. */
  readonly interface?: string;
  readonly engine?: 'agent' | 'iperf3';
  /** What the path can carry, if it is known: targets above it are unreachable. */
  readonly capacity?: Rate;
}

/** One step's targets: cores, bytes in use, bytes in the step. What is left out was not recorded: that load rests (memory stays). */
export interface StepTargets {
  readonly cpu?: number;
  readonly memory?: number;
  readonly read?: number;
  readonly write?: number;
  readonly tx?: number;
}

/**
 * What a live run samples and steers: the VMs of a lab, or, in tests, some made of numbers.
 */

/** What a VM has used so far. `memory` is a level, in bytes; the others only grow: core-s, bytes. `NaN` is not recorded. */
export interface VmReading {
  /** When it was read: CLOCK_MONOTONIC, in s. */
  readonly at: number;
  readonly cpu: number;
  readonly memory: number;
  readonly read: number;
  readonly write: number;
  /** Seconds that it was held back by a CPU quota. */
  readonly throttled: number;
  /** Seconds in which some task of it waited for a CPU: `total` of "some" in cpu.pressure (Documentation/accounting/psi.rst). */
  readonly waited: number;
}

/** What the host's CPUs have done so far, in core-s; `NaN` where that is not known. */
export interface HostReading {
  readonly busy: number;
  readonly idle: number;
}

/** A VM that is there. */
export interface VmSample {
  readonly name: string;
  /** Absent where it could not be read. */
  readonly reading?: VmReading;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

export interface PlantSample {
  readonly host: HostReading;
  readonly vms: readonly VmSample[];
}

/** What a VM is told; what is absent is left alone. */
export interface VmLimits {
  /** Share of CPU time, 1 to 10000. */
  readonly weight?: number;
  /** Cores at most. */
  readonly quota?: number;
  /** Bytes at most. */
  readonly memory?: number;
  /** Bytes a second at most. */
  readonly read?: number;
  readonly write?: number;
}

/** A limit that could not be set, or put back. */
export interface Refusal {
  readonly vm: string;
  readonly reason: string;
}

export interface Plant {
  /** Reads all VMs that are there now. */
  sample(): Promise<PlantSample>;
  /** Sets limits by the VMs' names: those of a VM all or none. What is refused leaves the VM as it was. */
  apply(limits: ReadonlyMap<string, VmLimits>): Promise<readonly Refusal[]>;
  /** Puts all limits back as they were found. */
  restore(): Promise<readonly Refusal[]>;
}

import type { Resource } from '../../trace/trace.ts';

/** What a VM used in a step: cores, bytes in use at its end, bytes in the step. NaN: not recorded. */
export interface VmUsage extends Readonly<Record<Resource, number>> {
  readonly name: string;
}

/** A step that is complete. */
export interface FleetStep {
  /** From 0. */
  readonly step: number;
  /** When it began, in s from the start of the recording. */
  readonly start: number;
  /** In s. */
  readonly interval: number;
  /** All VMs that were seen so far, in the order in which they came. */
  readonly vms: readonly VmUsage[];
}

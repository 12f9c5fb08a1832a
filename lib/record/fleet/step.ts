import { significant } from '../../core/units.ts';
import { usageLine } from '../../report/usage-line.ts';
import { withLine } from '../../report/with-line.ts';
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
  /** `3 s: vm1 CPU 0.5 cores, memory 76 KiB; vm2 –` */
  toString(): string;
}

/** @example String(fleetStep({ step: 2, start: 2, interval: 1, vms })) // '3 s: vm1 CPU 0.5 cores, memory 76 KiB; vm2 –' */
export const fleetStep = (figures: Omit<FleetStep, 'toString'>): FleetStep => withLine(figures, lineOf);

/** Rounded: sums of intervals are seldom round. */
const lineOf = ({ start, interval, vms }: Omit<FleetStep, 'toString'>): string =>
  `${significant(start + interval)} s: ${vms.map((vm) => `${vm.name} ${usageLine(vm) || '–'}`).join('; ') || 'no VMs'}`;

/**
 * What went wrong in a live run, and was survived.
 *
 * - `missed`: a period's time was over before its turn came; what was granted before stayed.
 * - `sample`: something could not be read.
 * - `ended`: a VM ended in the period.
 * - `policy`: the policy failed, or its answer could not be used; the last good one stayed.
 * - `limit`: a limit could not be set; the VM's last one stayed.
 * - `restore`: a limit was left as it is at the end.
 */
export interface Fault {
  /** From 0. */
  readonly period: number;
  readonly kind: 'missed' | 'sample' | 'ended' | 'policy' | 'limit' | 'restore';
  readonly vm?: string;
  readonly reason: string;
}

/** @example String(faultText(fault)) // "period 3: limit of vm1: …" */
export const faultText = ({ period, kind, vm, reason }: Fault): string =>
  `period ${period}: ${kind}${vm === undefined ? '' : ` of ${vm}`}: ${reason}`;

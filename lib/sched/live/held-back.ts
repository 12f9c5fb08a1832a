/**
 * Whether a VM was held back in a period: then its use is no more than a lower bound of what it wanted ("censored").
 */
import { type Amounts, eachResource } from '../columns.ts';
import type { VmLimits } from './plant.ts';
import type { Use } from './rates.ts';

/** What is known of a VM's period beside its use. */
export interface Circumstances {
  /** Cores that it was granted; `NaN` if none. */
  readonly granted: number;
  /** What it was told. */
  readonly limits: VmLimits;
  /** The part of the host's CPU time that was used. */
  readonly busy: number;
}

/** Throttled for less than this part of the time, it was held back from so little that its use says what it wanted. */
const THROTTLED = 0.01;
/** Waiting for a CPU is nothing unusual: tasks wake up together. For this part of the time it is. */
const WAITED = 0.1;
/** Counters move at ticks, so a host, or a limit, that is used up looks as if some of it were left. */
const FULL = 0.95;

/**
 * The least that a VM can have wanted, being what it used; `NaN` of a resource that it was not held back from.
 *
 * - CPU, by a quota: it was throttled (`throttled_time` of cpu.stat).
 * - CPU, by others: some task of it waited (cpu.pressure) for a tenth of the time. Where the kernel does not record that, what is left to go by is that the host's
 *   CPUs were busy and the VM used about what it was granted.
 * - memory, read, write: it used about its limit.
 */
export const atLeastOf = (use: Use, circumstances: Circumstances): Amounts =>
  eachResource((resource) => {
    const used = use.used[resource];
    const held =
      resource === 'cpu'
        ? heldFromCpu(use, circumstances)
        : used >= FULL * (circumstances.limits[resource] ?? Infinity);
    return held ? used : Number.NaN;
  });

function heldFromCpu({ used, throttled, waited }: Use, { granted, busy }: Circumstances): boolean {
  if (throttled >= THROTTLED) return true;
  return Number.isNaN(waited) ? busy >= FULL && used.cpu >= FULL * granted : waited >= WAITED;
}

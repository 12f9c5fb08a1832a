/**
 * The units of Xen's schedulers and balloon, in which they differ from ours: nowhere else are they converted. Source: xl(1), sched-credit2.
 */
import { DEFAULT_PERIOD, type Quota } from '../../../cgroup/limits/quota.ts';

const PERCENT = 100;

/**
 * A cap: hundredths of a CPU, of all vCPUs together, and no less than one; 0 is none. How long a period is, Xen decides (10 ms), so a quota is read back
 * in the usual one.
 *
 * @example capOf({ quota: 75000, period: 50000 }) // '150'
 */
export const capOf = (cpu: Quota): string =>
  cpu === 'max' ? '0' : String(Math.max(1, Math.round((cpu.quota / cpu.period) * PERCENT)));

/** @example quotaFrom(150) // { quota: 150000, period: 100000 } */
export const quotaFrom = (cap: number): Quota =>
  cap === 0 ? 'max' : { quota: (cap * DEFAULT_PERIOD) / PERCENT, period: DEFAULT_PERIOD };

/** What a domain weighs unless told: 100 as a cgroup, 256 in Xen. Ratios are kept, so the 1 to 10000 of a cgroup are 3 to 25600 of Xen's 65535. */
const TO_CREDIT = 256 / 100;
const HEAVIEST = 10_000;

/** @example creditOf(200) // '512' */
export const creditOf = (weight: number): string => String(Math.round(weight * TO_CREDIT));

/** One that is heavier than a cgroup can be is as heavy as one can. @example weightFrom(512) // 200 */
export const weightFrom = (credit: number): number => Math.min(HEAVIEST, Math.max(1, Math.round(credit / TO_CREDIT)));

/** Balloon: whole KiB. The kernel's limits are rounded down as well. @example kibibytes(1048577) // '1024' */
export const kibibytes = (bytes: number): string => String(Math.floor(bytes / 1024));

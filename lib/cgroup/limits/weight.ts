/**
 * A group's share of CPU time when there is not enough: `cpu.weight` of v2 (1 to 10000, 100 by default) and `cpu.shares` of v1
 * (2 to 262144, 1024 by default).
 *
 * They are one scale: the v2 kernel itself turns a weight into shares as `weight × 1024 / 100` (sched_weight_from_cgroup in
 * kernel/sched/sched.h), as does systemd. runc's conversions (linear from 2..262144 to 1..10000, later a curve) bend the proportions between
 * groups; this one keeps them, and every weight comes back as it was.
 */
import { InputError } from '../../core/errors.ts';

const DEFAULT_WEIGHT = 100;
const DEFAULT_SHARES = 1024;
const HIGHEST = 10_000;

/** @throws InputError for what is not a whole number from 1 to 10000. */
export function parseWeight(weight: number): number {
  if (!Number.isInteger(weight) || weight < 1 || weight > HIGHEST)
    throw new InputError({ expected: `a weight, a whole number from 1 to ${HIGHEST}`, received: weight });
  return weight;
}

/** @example sharesOf(100) // 1024 */
export const sharesOf = (weight: number): number => Math.round((weight * DEFAULT_SHARES) / DEFAULT_WEIGHT);

/** The nearest weight there is. @example weightOf(1024) // 100 */
export const weightOf = (shares: number): number =>
  Math.min(HIGHEST, Math.max(1, Math.round((shares * DEFAULT_WEIGHT) / DEFAULT_SHARES)));

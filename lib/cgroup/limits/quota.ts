/**
 * How much CPU time a group may use in each period: CFS bandwidth control.
 * Source: Documentation/scheduler/sched-bwc.rst, and the bounds in kernel/sched/core.c (tg_set_cfs_bandwidth).
 */
import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';

/** Cores (1.5), a quota of CPU time a period, or no limit. */
export type QuotaInput = number | { readonly quota: Duration; readonly period?: Duration } | 'max';

/** In microseconds, as the kernel takes it. */
export type Quota = { readonly quota: number; readonly period: number } | 'max';

export const DEFAULT_PERIOD = 100_000;
const LONGEST_PERIOD = 1_000_000;
const SHORTEST = 1_000;
/** MAX_BW of kernel/sched: some hundred million cores. */
const LONGEST = 2 ** 44 - 1;
const EXPECTED = "cores such as 1.5, { quota: '50ms', period: '100ms' } with a quota from 1 ms to 203 days, or 'max'";
const MICROSECONDS = 1e6;

/**
 * @throws InputError for a quota under 1 ms or above what the kernel takes, or a period not within 1 ms to 1 s.
 * @example parseQuota(1.5) // { quota: 150000, period: 100000 }
 */
export function parseQuota(input: QuotaInput): Quota {
  if (input === 'max') return 'max';
  if (typeof input === 'string') throw new InputError({ expected: EXPECTED, received: input });
  const { quota, period } = typeof input === 'number' ? ofCores(input) : ofDurations(input);
  if (!(Number.isSafeInteger(quota) && quota >= SHORTEST && quota <= LONGEST))
    throw new InputError({ expected: EXPECTED, received: shown(input) });
  if (!(period >= SHORTEST && period <= LONGEST_PERIOD))
    throw new InputError({ expected: 'a period of 1 ms to 1 s', received: shown(input) });
  return { quota, period };
}

/** Below a hundredth of a core, 1 ms is too much for the usual period: then the longest one. */
function ofCores(cores: number) {
  const period = cores * DEFAULT_PERIOD < SHORTEST ? LONGEST_PERIOD : DEFAULT_PERIOD;
  return { quota: Math.round(cores * period), period };
}

const ofDurations = ({ quota, period = '100ms' }: { quota: Duration; period?: Duration }) => ({
  quota: Math.round(parseDuration(quota, 'a quota') * MICROSECONDS),
  period: Math.round(parseDuration(period, 'a period') * MICROSECONDS),
});

const shown = (input: QuotaInput): unknown => (typeof input === 'object' ? JSON.stringify(input) : input);

/** Cores, or 'max'. @example coresOf({ quota: 150000, period: 100000 }) // 1.5 */
export const coresOf = (quota: Quota): number | 'max' => (quota === 'max' ? 'max' : quota.quota / quota.period);

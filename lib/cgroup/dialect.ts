/**
 * How a version of cgroups says things: which files there are, and what their texts mean. Only data and pure functions: nothing is read here.
 */
import type { Counter } from '../host/counter.ts';
import type { Setting } from '../host/setting.ts';
import type { Amount } from './limits/amount.ts';
import type { IoLimits, Limits } from './limits/limits.ts';
import type { Quota } from './limits/quota.ts';
import type { CpuStatistics, IoStatistics, MemoryStatistics, PidsStatistics } from './statistics/statistics.ts';

/** A value in one or more files: `parse` is given their texts in the same order, '' for an optional one that is not there. */
export interface Reading<Value> {
  readonly files: readonly string[];
  readonly optional?: readonly string[];
  parse(texts: readonly string[]): Value;
}

/** `memory` is a level; the others only grow. What is absent cannot be counted here. */
export interface Counters {
  readonly cpu?: Counter;
  readonly memory?: Counter;
  readonly read?: Counter;
  readonly write?: Counter;
}

export interface Freezer {
  readonly file: string;
  readonly freeze: string;
  readonly thaw: string;
  readonly state: Reading<'frozen' | 'thawed' | 'changing'>;
}

export interface LimitReadings {
  readonly quota: Reading<Quota>;
  /** 1 to 10000. */
  readonly weight: Reading<number>;
  readonly cpus: Reading<string>;
  readonly memory: Reading<Amount>;
  readonly pids: Reading<Amount>;
  /** The limits of each disk that has any. */
  readonly io: Reading<IoLimits[]>;
}

export interface StatisticsReadings {
  readonly cpu: Reading<CpuStatistics>;
  readonly memory: Reading<MemoryStatistics>;
  readonly io: Reading<IoStatistics>;
  readonly pids: Reading<PidsStatistics>;
}

export interface Dialect extends LimitReadings {
  readonly version: 1 | 2;
  /** What to write, in order; files are names (the name's first word tells the controller). */
  encode(limits: Limits): Setting[];
  readonly statistics: StatisticsReadings;
  /** @param disks the disks that count, as '254:0'; all but loop devices if left out. */
  counters(disks?: readonly string[]): Counters;
  readonly freezer: Freezer;
}

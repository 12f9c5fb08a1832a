/**
 * Latencies as native code counts them (`native/src/statistics/latency_histogram.h`): bins never wider than a thousandth of what they hold.
 */
import { inspect } from 'node:util';
import { InputError } from '../core/errors.ts';
import type { TaskRecord } from '../native.ts';
import { terminal } from '../report/terminal.ts';
import { latencySections } from './latency-sections.ts';

/** One of mig_mon's buckets: from half of `upTo` to below it, in whole µs; the first holds what took less than 1 µs, the last all from 524288 µs up. */
export interface LatencyBucket {
  /** µs: 1, 2, 4 … 1048576 */
  readonly upTo: number;
  readonly count: number;
}

const DIVISIONS = 1000;
const BUCKETS = 21;

/** How long something took, each time, as a histogram: percentiles are true to 0.1 %, however many were counted. */
export class Latency {
  /** How many were recorded in each bin, by the bin's number, ascending. */
  readonly #counts: ReadonlyMap<number, number>;
  readonly #totalNs: number;
  readonly count: number;
  /** µs; `NaN` where nothing was recorded, as `maximum`. */
  readonly average: number;
  /** µs */
  readonly maximum: number;

  constructor(counts: ReadonlyMap<number, number>, totalNs: number, maximumNs: number) {
    this.#counts = counts;
    this.#totalNs = totalNs;
    this.count = sum(counts.values());
    this.average = this.count === 0 ? Number.NaN : totalNs / this.count / 1000;
    this.maximum = this.count === 0 ? Number.NaN : maximumNs / 1000;
    Object.freeze(this);
  }

  /**
   * The latency that `percent` of all did not exceed, in µs, true to 0.1 % (as HdrHistogram: the highest value of its bin, never above the maximum).
   * `NaN` where nothing was recorded.
   *
   * @throws InputError for a percentage outside 0 to 100
   * @example (await migmon.dirty().latency().for('10s').run()).latency.percentile(99.9) // µs
   */
  percentile(percent: number): number {
    if (!(percent >= 0 && percent <= 100))
      throw new InputError({ expected: 'a percentage from 0 to 100', received: percent });
    const rank = rankOf(percent, this.count);
    let seen = 0;
    for (const [bin, count] of this.#counts) {
      seen += count;
      if (seen >= rank) return Math.min(this.maximum, (startOf(bin) + widthOf(bin) - 1) / 1000);
    }
    return Number.NaN;
  }

  /** mig_mon's 21 power-of-two buckets, counted exactly as it counts: by whole µs. */
  get buckets(): readonly LatencyBucket[] {
    const counts = new Array<number>(BUCKETS).fill(0);
    for (const [bin, count] of this.#counts) counts[Math.min(BUCKETS - 1, Math.floor(bin / DIVISIONS))]! += count;
    return counts.map((count, power) => ({ upTo: 2 ** power, count }));
  }

  /** Both together, without loss. */
  merge(other: Latency): Latency {
    const bins = [...new Set([...this.#counts.keys(), ...other.#counts.keys()])].sort((a, b) => a - b);
    const counts = new Map(bins.map((bin) => [bin, (this.#counts.get(bin) ?? 0) + (other.#counts.get(bin) ?? 0)]));
    const maxima = [this.maximum, other.maximum].filter((maximum) => !Number.isNaN(maximum));
    return new Latency(counts, this.#totalNs + other.#totalNs, Math.max(0, ...maxima) * 1000);
  }

  /** Edges in s and counts, for a report. */
  histogram(): { readonly edges: readonly number[]; readonly counts: readonly number[] } {
    const known = this.buckets.findLastIndex(({ count }) => count > 0) + 1;
    const kept = this.buckets.slice(0, known);
    return { edges: [0, ...kept.map(({ upTo }) => upTo / 1e6)], counts: kept.map(({ count }) => count) };
  }

  /** The buckets as mig_mon prints them, a line each: `           8 (us): 1454`. */
  toString(): string {
    return this.buckets.map(({ upTo, count }) => `${String(upTo).padStart(12)} (us): ${count}\n`).join('');
  }

  /** Figures in µs. */
  toJSON() {
    const [p50, p99, p999] = [50, 99, 99.9].map((percent) => this.percentile(percent));
    return { count: this.count, average: this.average, p50, p99, p999, maximum: this.maximum };
  }

  /** Percentiles, and the buckets as bars. */
  [inspect.custom](_depth: number, { colors = false }: { colors?: boolean } = {}): string {
    return terminal({ title: 'Latency', sections: latencySections(this) }, { color: colors });
  }
}

/** What `LatencyHistogram::tell` of native code says under a prefix. */
export function latencyOf(record: TaskRecord, prefix: string): Latency {
  const [bins, counts] = [record[`${prefix}_bins`], record[`${prefix}_counts`]] as [Float64Array, Float64Array];
  const pairs = Array.from(bins, (bin, index) => [bin, counts[index]!] as const);
  return new Latency(new Map(pairs), record[`${prefix}_total_ns`] as number, record[`${prefix}_maximum_ns`] as number);
}

/** Which of all, in their order, from 1. Rounded, as 99.9 % of 1000 would else be 999.0000000000001, and the 1000th. */
const rankOf = (percent: number, count: number): number =>
  Math.max(1, Math.ceil(Number(((percent * count) / 100).toPrecision(14))));

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** Where a bin begins, in ns: 1 ns wide under 1 µs, then each power of two of µs in a thousand. */
function startOf(bin: number): number {
  if (bin < DIVISIONS) return bin;
  const power = Math.floor(bin / DIVISIONS) - 1;
  return 2 ** power * (DIVISIONS + (bin % DIVISIONS));
}

const widthOf = (bin: number): number => (bin < DIVISIONS ? 1 : 2 ** (Math.floor(bin / DIVISIONS) - 1));

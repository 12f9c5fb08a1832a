import { type Background, native } from '../native.ts';
import type { Resource } from '../trace/trace.ts';
import { type Counter, type Counters, probeOf } from './counter.ts';

/** When to sample: ns after `origin` (CLOCK_MONOTONIC). */
export interface Grid {
  readonly origin: bigint;
  readonly at: Float64Array;
}

export interface Sampler {
  /** Samples taken so far. */
  readonly count: number;
  /** What each counter said at each sample; NaN: not yet, or it could not be read. */
  readonly values: Partial<Record<Resource, Float64Array>>;
  readonly running: Background<void>;
}

/** Samples counters on a native thread. A file is read once a sample, however many counters are in it. */
export function startSampler(counters: Counters, grid: Grid, onSample: (index: number) => void = () => {}): Sampler {
  const entries = Object.entries(counters) as [Resource, Counter][];
  const probes = [...new Set(entries.map(([, counter]) => probeOf(counter)))];
  const columns = entries.map(([, counter]) => ({
    counter,
    probe: probes.indexOf(probeOf(counter)),
    values: blank(grid),
  }));
  let count = 0;
  const take = (index: number, _readAt: Float64Array, text: readonly string[]) => {
    for (const { counter, probe, values } of columns) values[index] = read(counter, text[probe]);
    count = index + 1;
    onSample(index);
  };
  return {
    get count() {
      return count;
    },
    values: Object.fromEntries(entries.map(([resource], index) => [resource, columns[index]?.values])),
    running: native().startRecorder({ ...grid, probes }, take),
  };
}

const blank = ({ at }: Grid): Float64Array => new Float64Array(at.length).fill(Number.NaN);

const read = ({ parse, empty = Number.NaN }: Counter, text: string | undefined): number => (text ? parse(text) : empty);

/**
 * How fast memory is dirtied: a number, or as a recording has it.
 */
import { InputError } from '../../core/errors.ts';
import { parseRate, type Rate } from '../../core/units.ts';
import type { TaskSettings } from '../../native.ts';
import { isRecorded, type Trace } from '../../trace/trace.ts';

/** bytes/s or `'500MiB/s'`; or a Trace, whose `write` column is what is dirtied within each step, in bytes. */
export type DirtyRate = Rate | Trace;

/** What a Trace asks for. */
export interface RateSteps {
  readonly trace: string;
  /** Of the steps, in s after the start. */
  readonly ends: readonly number[];
  /** In each step. Where nothing was recorded, nothing is dirtied. */
  readonly bytes: readonly number[];
}

/** Checked: bytes/s, or steps. */
export type RateSpec = number | RateSteps;

const MOST = 1e15;

/** @throws InputError for what is no rate, and for a Trace whose `write` was not recorded */
export function checkRate(received: DirtyRate): RateSpec {
  if (typeof received === 'object') return stepsOf(received);
  const rate = parseRate(received, 'a dirty rate');
  if (rate > 0 && rate <= MOST) return rate;
  throw new InputError({ expected: "a dirty rate above 0 and up to 1e15 bytes/s, such as '500MiB/s'", received });
}

/** How long the steps of a rate last, in s; undefined: it has none. */
export const rateDuration = (rate: RateSpec | undefined): number | undefined =>
  typeof rate === 'object' ? rate.ends.at(-1) : undefined;

/** What native code is told. */
export function rateSettings(rate: RateSpec | undefined): TaskSettings {
  if (typeof rate !== 'object') return { rate };
  return { step_ends: Float64Array.from(rate.ends), step_bytes: Float64Array.from(rate.bytes) };
}

function stepsOf(trace: Trace): RateSteps {
  if (!(trace?.write instanceof Float64Array) || !isRecorded(trace, 'write'))
    throw new InputError({ expected: 'a Trace whose write column was recorded', received: trace?.name ?? trace });
  const steps = Array.from(trace.interval, (length, index) => ({ length, bytes: trace.write[index]! }));
  const lasting = steps.filter(({ length }) => length > 0);
  if (lasting.length === 0)
    throw new InputError({ expected: 'a Trace of one step at least that lasts', received: trace.name });
  const bytes = lasting.map((step) => (Number.isNaN(step.bytes) ? 0 : step.bytes));
  return Object.freeze({ trace: trace.name, ends: sums(lasting.map(({ length }) => length)), bytes });
}

/** @example sums([1, 2, 4]) // [1, 3, 7] */
function sums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

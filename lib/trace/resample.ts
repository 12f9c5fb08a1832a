import { InputError } from '../core/errors.ts';
import { type Overlap, overlaps } from './overlap.ts';
import { isLevel } from './summary.ts';
import { createTrace, RESOURCES, type Trace } from './trace.ts';

/**
 * The same use on another time axis.
 *
 * Bytes are apportioned to the new steps by time; cores and memory are means weighted by time. What was not recorded is left
 * out: a new step with some recorded part has that part's bytes, or its mean; one without any has NaN, as has all after the end.
 *
 * @param interval lengths of the new steps, in s
 * @throws InputError for a length that is not a number of 0 or more
 * @example resample(trace, new Float64Array(60).fill(1)) // a minute in steps of 1 s
 */
export function resample(trace: Trace, interval: Float64Array): Trace {
  checkInterval(interval);
  const parts = [...overlaps(trace.interval, interval)];
  const columns = RESOURCES.map((resource) => {
    const place = isLevel(resource) ? placeLevel : placeAmount;
    return [resource, place(trace[resource], parts, interval.length)];
  });
  return createTrace(trace.name, { interval, ...Object.fromEntries(columns) });
}

/** @throws InputError for a length that is not a number of 0 or more */
export function checkInterval(interval: Float64Array): void {
  const wrong = interval.findIndex((seconds) => !(seconds >= 0 && seconds < Number.POSITIVE_INFINITY));
  if (wrong < 0) return;
  throw new InputError({ expected: 'lengths of steps, in s', received: interval[wrong] });
}

/** Means weighted by time. */
export function placeLevel(values: Float64Array, parts: readonly Overlap[], length: number): Float64Array {
  const means = new Float64Array(length).fill(Number.NaN);
  const seconds = new Float64Array(length);
  for (const { from, onto, seconds: more } of recorded(values, parts)) {
    const value = values[from] as number;
    const sum = (seconds[onto] as number) + more;
    const mean = means[onto] as number;
    // Moved towards each value by its weight, so that a step made of one part has that value without any rounding.
    means[onto] = Number.isNaN(mean) ? value : mean + (value - mean) * (more / sum);
    seconds[onto] = sum;
  }
  return means;
}

/** Parts of what the old steps held. */
function placeAmount(values: Float64Array, parts: readonly Overlap[], length: number): Float64Array {
  const sums = new Float64Array(length).fill(Number.NaN);
  for (const { from, onto, share } of recorded(values, parts)) {
    const sum = sums[onto] as number;
    sums[onto] = (Number.isNaN(sum) ? 0 : sum) + (values[from] as number) * share;
  }
  return sums;
}

const recorded = (values: Float64Array, parts: readonly Overlap[]): Overlap[] =>
  parts.filter(({ from }) => !Number.isNaN(values[from]));

import { InputError } from '../../core/errors.ts';
import { type BuiltInPredictor, builtIn, notYet } from './built-in.ts';
import { wholeNumber } from './parameters.ts';
import type { ManyPredictions } from './predictor.ts';
import { createWindows } from './windows.ts';

/**
 * A percentile of the last `window` observations, exact, between neighbours by linear interpolation (as `quantiles` of stats):
 * for those who would rather grant too much than too little. Google's Autopilot recommends limits by percentiles of a moving window (Rzadca et
 * al., "Autopilot: workload autoscaling at Google", EuroSys 2020, section 3.2); there samples fade with a half-life, here they
 * count in full until they leave the window.
 *
 * @param percent from 0 to 100, 95 unless told
 * @param window in observations, 30 unless told; until there are so many, all of them
 * @throws InputError for a percentage out of bounds, or a window that is not a whole number from 1
 * @example sched.percentile(95, 30)
 */
export function percentile(percent = 95, window = 30): BuiltInPredictor {
  if (!(typeof percent === 'number' && percent >= 0 && percent <= 100))
    throw new InputError({ expected: 'a percentage from 0 to 100', received: percent });
  wholeNumber(window, 'window', 1);
  return builtIn({
    predictor: 'percentile',
    arguments: [percent, window],
    name: `percentile(${percent}, ${window})`,
    startMany: (count) => startPercentile(count, percent / 100, window),
  });
}

function startPercentile(count: number, fraction: number, length: number): ManyPredictions {
  const estimate = notYet(count);
  const windows = createWindows(count, length);
  /** Each VM's window once more, in ascending order. */
  const sorted = new Float64Array(count * length);
  const observeOne = (vm: number, value: number): void => {
    const first = vm * length;
    const dropped = windows.push(vm, value);
    const end = first + windows.held(vm) - 1;
    const at = Number.isNaN(dropped) ? end : placeOf(sorted, dropped, { first, end });
    settle(sorted, value, { first, at, end });
    estimate[vm] = between(sorted, first, (end - first) * fraction);
  };
  return {
    estimate,
    observe(used) {
      for (let vm = 0; vm < count; vm++) if (!Number.isNaN(used[vm]!)) observeOne(vm, used[vm]!);
    },
  };
}

/** By bisection: the first that is not below the value. */
function placeOf(sorted: Float64Array, value: number, { first, end }: { first: number; end: number }): number {
  let [low, high] = [first, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Overwrites what stands at `at`, and moves the new value to where it belongs. */
function settle(sorted: Float64Array, value: number, range: { first: number; at: number; end: number }): void {
  let { at } = range;
  for (; at > range.first && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
  for (; at < range.end && sorted[at + 1]! < value; at++) sorted[at] = sorted[at + 1]!;
  sorted[at] = value;
}

/** @param place counted from `first`, and apart from it: added up, it would be rounded, and not alike for all VMs */
function between(sorted: Float64Array, first: number, place: number): number {
  const [below, above] = [sorted[first + Math.floor(place)]!, sorted[first + Math.ceil(place)]!];
  return below === above ? below : below + (above - below) * (place % 1);
}

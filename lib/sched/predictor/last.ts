import { type BuiltInPredictor, builtIn, notYet } from './built-in.ts';

/**
 * What was used last will be used next: the naive forecast, which every other has to beat.
 *
 * @example sched.last().start()
 */
export const last = (): BuiltInPredictor =>
  builtIn({ predictor: 'last', arguments: [], name: 'last', startMany: (count) => startLast(count) });

/** What `oracle` goes by, too, where nobody tells it more. */
export function startLast(count: number): { estimate: Float64Array; observe(used: Float64Array): void } {
  const estimate = notYet(count);
  return {
    estimate,
    observe(used) {
      for (let vm = 0; vm < count; vm++) {
        const value = used[vm]!;
        if (!Number.isNaN(value)) estimate[vm] = value;
      }
    },
  };
}

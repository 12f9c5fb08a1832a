import fc from 'fast-check';
import type { Predictor } from '../../../lib/sched/predictor/predictor.ts';

/** What a VM may have used, period by period; some were not recorded. */
export const used = (max = 1e12): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.double({ min: 0, max, noNaN: true }) },
  );

/** The estimate after each observation. */
export function estimatesOf(predictor: Predictor, observations: Iterable<number>): number[] {
  const prediction = predictor.start();
  return Array.from(observations, (value) => {
    prediction.observe(value);
    return prediction.estimate;
  });
}

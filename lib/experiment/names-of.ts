import type { Trial } from './trial.ts';

/** The names of the measures, as the first trial that was done has them. */
export function namesOf(trials: readonly Trial[]): string[] | undefined {
  const first = trials.find(({ status }) => status === 'done');
  return first && Object.keys(first.measures);
}

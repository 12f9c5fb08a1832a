import type { Warned, Warning } from './warning.ts';

/** Trials whose function ended before all that it did to the machine was taken back. */
export function leftBehind({ trials }: Warned): Warning[] {
  const those = trials.filter((trial) => trial.leftBehind.length > 0);
  if (those.length === 0) return [];
  const [first] = those;
  const what = `trial ${first!.trial}: ${first!.leftBehind.join(', ')}`;
  const sentence = `${those.length} of ${trials.length} trials left effects behind, which were undone after them (${what})`;
  return [{ kind: 'left-behind', sentence, trials: those.map(({ trial }) => trial) }];
}

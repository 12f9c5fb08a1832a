import type { Warned, Warning } from './warning.ts';

/** So many are told one by one. */
const MOST_TOLD = 3;

/** Trials whose function ended before all that it did to the machine was taken back. */
export function leftBehind({ trials }: Warned): Warning[] {
  const those = trials.filter((trial) => trial.leftBehind.length > 0);
  if (those.length === 0) return [];
  const [first] = those;
  const told = first!.leftBehind.slice(0, MOST_TOLD);
  const others = first!.leftBehind.length > MOST_TOLD ? [`and ${first!.leftBehind.length - MOST_TOLD} more`] : [];
  const what = `trial ${first!.trial}: ${[...told, ...others].join(', ')}`;
  const sentence = `${those.length} of ${trials.length} trials left effects behind, which were undone after them (${what})`;
  return [{ kind: 'left-behind', sentence, trials: those.map(({ trial }) => trial) }];
}

import { significant } from '../../core/units.ts';
import type { Warned, Warning } from './warning.ts';

/** The part of the machine's CPU time that others may use unnoticed. */
const MOST_OTHERS = 0.05;

/** Trials during which others used the CPUs. */
export function noise({ trials }: Warned): Warning[] {
  const disturbed = trials.filter(({ others }) => others > MOST_OTHERS);
  if (disturbed.length === 0) return [];
  const worst = disturbed.reduce((one, other) => (other.others > one.others ? other : one));
  const most = `at most ${significant(100 * worst.others)} %, in trial ${worst.trial}`;
  const sentence = `During ${disturbed.length} of ${trials.length} trials others used more than ${100 * MOST_OTHERS} % of the CPU time (${most})`;
  return [{ kind: 'noise', sentence, trials: disturbed.map(({ trial }) => trial) }];
}

import { conditionText } from '../condition.ts';
import { trialText } from '../trial-text.ts';
import type { Warned, Warning } from './warning.ts';

/** Trials that failed or were not run, and the conditions that have fewer than others for it. */
export const incomplete = (figures: Warned): Warning[] => [...failed(figures), ...leftOut(figures)];

function failed({ trials }: Warned): Warning[] {
  const those = trials.filter(({ status }) => status === 'failed');
  if (those.length === 0) return [];
  const [first] = those;
  const example = `${trialText(first!)} said: ${first!.error}`;
  const sentence = `${those.length} of ${trials.length} trials failed and are in no figure; ${example}`;
  return [{ kind: 'failed', sentence, trials: those.map(({ trial }) => trial) }];
}

function leftOut({ leftOut: those, trials, conditions }: Warned): Warning[] {
  const missing = those.filter(({ warmUp }) => !warmUp);
  if (missing.length === 0) return [];
  const most = Math.max(...conditions.map((row) => row.trials));
  const fewer = conditions.filter((row) => row.trials < most);
  const short = fewer.map((row) => `${conditionText(row.condition)} has ${row.trials}`).join(', ');
  const balance =
    fewer.length === 0 ? `each condition has ${most}` : `conditions are unequal: most have ${most}, ${short}`;
  const sentence = `${missing.length} of ${trials.length + missing.length} trials were not run (${balance}); run() goes on with them`;
  return [{ kind: 'left-out', sentence, trials: missing.map(({ trial }) => trial) }];
}

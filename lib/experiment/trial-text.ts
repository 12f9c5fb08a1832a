import { conditionText } from './condition.ts';
import type { PlannedTrial } from './order.ts';

/** A trial as errors and warnings name it. @example trialText({ trial: 7, condition: { mode: 'precopy' } }) // 'trial 7 (mode=precopy)' */
export const trialText = ({ trial, condition }: Pick<PlannedTrial, 'trial' | 'condition'>): string =>
  Object.keys(condition).length === 0 ? `trial ${trial}` : `trial ${trial} (${conditionText(condition)})`;

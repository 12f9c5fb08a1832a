import { deadlines, NS_PER_SECOND } from '../core/clock.ts';
import { type OnProgress, progressOn } from '../host/local/progress-line.ts';
import { durationOf } from '../trace/trace.ts';
import type { Plan } from './plan.ts';

export interface ProgressTeller {
  /** So many steps of a plan are done. */
  step(plan: Plan, steps: number): void;
  end(): void;
}

/** Tells of the longest of a set of replays; the others, whose steps may be shorter, are done before. */
export function progressOf(plans: readonly Plan[], onProgress?: OnProgress): ProgressTeller {
  const longest = plans.reduce((one, other) => (durationOf(other.target) > durationOf(one.target) ? other : one));
  const ends = deadlines(longest.target.interval);
  const { tell, end } = progressOn(onProgress);
  let told = 0;
  return {
    step(plan, step) {
      if (plan !== longest || step <= told) return;
      told = step;
      tell({
        done: (ends[step - 1] as number) / NS_PER_SECOND,
        total: last(ends) / NS_PER_SECOND,
        step,
        steps: ends.length,
      });
    },
    end,
  };
}

const last = (ends: Float64Array): number => ends.at(-1) ?? 0;

import { deadlines, NS_PER_SECOND } from '../core/clock.ts';
import { type StatusLine, statusLine } from '../host/local/status-line.ts';
import { type Progress, progressLine, progressText } from '../report/progress.ts';
import { durationOf } from '../trace/trace.ts';
import type { Plan } from './plan.ts';

export type OnProgress = 'bar' | ((progress: Progress) => void);

export interface ProgressTeller {
  /** So many steps of a plan are done. */
  step(plan: Plan, steps: number): void;
  end(): void;
}

/** In a log file a line is worth writing every so many seconds of the run. */
const LINE_EVERY_S = 10;

/** Tells of the longest of a set of replays; the others, whose steps may be shorter, are done before. */
export function progressOf(plans: readonly Plan[], onProgress?: OnProgress): ProgressTeller {
  const longest = plans.reduce((one, other) => (durationOf(other.target) > durationOf(one.target) ? other : one));
  const ends = deadlines(longest.target.interval);
  const status = onProgress === 'bar' ? statusLine() : undefined;
  const tell = typeof onProgress === 'function' ? onProgress : onStatus(status);
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
    end: () => status?.end(),
  };
}

const last = (ends: Float64Array): number => ends.at(-1) ?? 0;

function onStatus(status: StatusLine | undefined): (progress: Progress) => void {
  if (status === undefined) return () => {};
  return status.isTerminal ? onTerminal(status) : inLines(status);
}

const onTerminal = (status: StatusLine) => (progress: Progress) => status.show(progressLine(progress, status.columns));

function inLines(status: StatusLine): (progress: Progress) => void {
  let next = 0;
  return (progress) => {
    if (progress.done < next && progress.step < progress.steps) return;
    next = progress.done + LINE_EVERY_S;
    status.show(progressText(progress));
  };
}

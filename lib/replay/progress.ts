import { deadlines, NS_PER_SECOND } from '../core/clock.ts';
import { statusLine } from '../host/local/status-line.ts';
import type { Recorder } from '../record/recorder.ts';
import { type Progress, progressLine, progressText } from '../report/progress.ts';
import type { Plan } from './plan.ts';

export type OnProgress = 'bar' | ((progress: Progress) => void);

export interface ProgressTeller {
  step(step: number, recorder: Recorder): void;
  end(): void;
}

/** In a log file a line is worth writing every so many seconds of the run. */
const LINE_EVERY_S = 10;

/** Tells of the longest of a set of replays. */
export function progressOf(plans: readonly Plan[], onProgress?: OnProgress): ProgressTeller {
  const ends = plans
    .map((plan) => deadlines(plan.target.interval))
    .reduce((longest, other) => (last(other) > last(longest) ? other : longest));
  const status = onProgress === 'bar' ? statusLine() : undefined;
  const tell =
    typeof onProgress === 'function'
      ? onProgress
      : status?.isTerminal
        ? onTerminal(status)
        : status
          ? inLines(status)
          : () => {};
  let told = 0;
  return {
    step(step) {
      if (step <= told || step > ends.length) return;
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

type Status = ReturnType<typeof statusLine>;

const onTerminal = (status: Status) => (progress: Progress) => status.show(progressLine(progress, status.columns));

function inLines(status: Status): (progress: Progress) => void {
  let next = 0;
  return (progress) => {
    if (progress.done < next && progress.step < progress.steps) return;
    next = progress.done + LINE_EVERY_S;
    status.show(progressText(progress));
  };
}

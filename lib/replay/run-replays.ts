import type { OnProgress } from '../host/local/progress-line.ts';
import { tellLine } from '../host/local/status-line.ts';
import { lab } from '../lab/lab.ts';
import { type ExecuteOptions, execute, type Runnable } from './execute.ts';
import { progressOf } from './progress.ts';
import { describeWallClock, type Moment } from './wall-clock.ts';

/** How replays are run: what stops them, who is told, where the result is kept. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** `'bar'`: a progress bar on a terminal, plain lines elsewhere (on standard error). Or a function called after each step. */
  readonly onProgress?: OnProgress;
  /** Starts by wall clock, so that many machines start together. */
  readonly startAt?: Moment;
  /** A directory to keep the result in, however the run ends. Ctrl-C without it keeps what was recorded in `runs/`. */
  readonly save?: string;
}

/** A builder, of either side: it comes to one replay or to several. */
export interface Replayable {
  /** What there is to run. @internal */
  runnables(): Promise<readonly Runnable[]>;
  toJSON(): object;
}

/** Runs replays together, all on one instant, in the default session. */
export async function runReplays(
  replays: readonly Replayable[],
  { onProgress, ...options }: RunOptions,
  onStep?: ExecuteOptions['onStep'],
) {
  const runnables = await runnablesOf(replays);
  const progress = progressOf(
    runnables.map(({ plan }) => plan),
    onProgress,
  );
  try {
    const both: ExecuteOptions['onStep'] = (plan, steps, recorder) => {
      progress.step(plan, steps);
      onStep?.(plan, steps, recorder);
    };
    const clock = options.startAt === undefined ? undefined : tellWallClock();
    return await execute(runnables, { ...options, clock, host: lab.parts.host, session: lab.session, onStep: both });
  } finally {
    progress.end();
  }
}

/** Whoever starts many machines together has to know, before the run, how far apart that may be. */
function tellWallClock(): string {
  const clock = describeWallClock();
  tellLine(clock);
  return clock;
}

/** All that a set comes to, in order; nothing is done yet but reading. */
export const runnablesOf = async (replays: readonly Replayable[]): Promise<readonly Runnable[]> =>
  (await Promise.all(replays.map((replay) => replay.runnables()))).flat();

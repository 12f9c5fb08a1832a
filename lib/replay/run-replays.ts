import { lab } from '../lab/lab.ts';
import type { Replay } from './builder.ts';
import { type ExecuteOptions, execute, type Runnable } from './execute.ts';
import { openPlace } from './open-place.ts';
import { type OnProgress, progressOf } from './progress.ts';
import { planOf } from './read.ts';
import type { Moment } from './wall-clock.ts';

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** `'bar'`: a progress bar on a terminal, plain lines elsewhere (on standard error). Or a function called after each step. */
  readonly onProgress?: OnProgress;
  /** Starts by wall clock, so that many machines start together. */
  readonly startAt?: Moment;
  /** A directory to keep the result in, however the run ends. Ctrl-C without it keeps what was recorded in `runs/`. */
  readonly save?: string;
}

/** Runs replays together, all on one instant. What else it needs than their specs, it finds in the default session. */
export async function runReplays(
  replays: readonly Replay[],
  { onProgress, ...options }: RunOptions,
  onStep?: ExecuteOptions['onStep'],
) {
  const runnables = await Promise.all(replays.map(runnable));
  const progress = progressOf(
    runnables.map(({ plan }) => plan),
    onProgress,
  );
  try {
    const both: ExecuteOptions['onStep'] = (step, recorder) => {
      progress.step(step, recorder);
      onStep?.(step, recorder);
    };
    return await execute(runnables, { ...options, host: lab.parts.host, session: lab.session, onStep: both });
  } finally {
    progress.end();
  }
}

async function runnable({ spec }: Replay): Promise<Runnable> {
  const plan = await planOf(spec);
  return {
    plan,
    open: async (scope) => ({ plan, place: await openPlace(spec.vm, scope), disk: spec.disk, network: spec.network }),
  };
}

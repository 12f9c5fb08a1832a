import type { Program } from './program.ts';
import type { StepTargets } from './spec.ts';
import type { WriteStream } from './timed-writes.ts';

/**
 * Another way to make a load than the agent's own: a program that uses a resource as fast as it is let, and a limit around it that the step
 * clock moves.
 */
export interface Engine {
  /** What it makes in the agent's place. */
  readonly resources: readonly (keyof StepTargets)[];
  readonly program: Program;
  /**
   * Starts it; resolves when the program is at work, held back by its limit.
   *
   * @throws RunError (code 'ENGINE') with what the program said when it could not start; HostError; UnsupportedError without the limit
   */
  start(): Promise<RunningEngine>;
}

/** Disposing of it ends its programs and takes its limit back. */
export interface RunningEngine extends AsyncDisposable {
  /** What the clock has to write so that it follows the target. To be called once: a descriptor in it is the clock's from then on. */
  streams(): WriteStream[];
  /** What went wrong so far, in the program's own words. */
  readonly problems: readonly string[];
}

/** Should all else fail, an engine's programs end by themselves this long after the run's length, in s. The wait for its start is within. */
export const MARGIN_S = 3600;

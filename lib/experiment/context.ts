import type { Condition } from './condition.ts';

/** What a trial is told besides its condition. */
export interface TrialContext<Of extends Condition = Condition> {
  /** Aborted when the run is, and when the trial has taken too long: hand it on to whatever takes its time. */
  readonly signal: AbortSignal;
  /** A directory of this trial's own, for what it wants to keep; it goes when it was left empty. */
  readonly directory: string;
  readonly condition: Of;
  /** The how-manieth trial of its condition, from 1; of warm-ups, the how-manieth of those. */
  readonly repetition: number;
  /** The how-manieth trial of all, from 1. */
  readonly trial: number;
  /** A whole number of this trial's own, the same whenever it is run: for whatever draws numbers. */
  readonly seed: number;
  /** True for a trial that will be in no figure. */
  readonly warmUp: boolean;
  /** Writes a line, with the time, to `log.txt` in the trial's directory. */
  log(text: string): void;
}

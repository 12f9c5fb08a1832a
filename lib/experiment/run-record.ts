import type { Environment } from './environment.ts';

/** One call of `run()`: an experiment that was interrupted has several. */
export interface RunRecord {
  /** From 1. */
  readonly run: number;
  /** ISO 8601 */
  readonly startedAt: string;
  readonly environment: Environment;
  /** SHA-256 of the text of `measure`'s function: what it calls is not in there. */
  readonly code: string;
}

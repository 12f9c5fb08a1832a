import type { Level } from '../condition.ts';

/** Two levels of a factor that are compared by a measure. */
export interface PairSpec {
  readonly factor: string;
  readonly measure: string;
  readonly first: Level;
  readonly second: Level;
}

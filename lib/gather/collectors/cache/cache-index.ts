import type { PerfTargets } from './targets.ts';

/** What is written beside the outputs: whose they are, or why there are none. */
export interface CacheIndex extends PerfTargets {
  readonly unsupported: string | null;
}

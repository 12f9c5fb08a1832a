import type { PerfTarget } from './arguments.ts';

/** What is written beside the outputs: whose they are, or why there are none. */
export interface CacheIndex {
  readonly targets: readonly PerfTarget[];
  readonly unsupported: string | null;
}

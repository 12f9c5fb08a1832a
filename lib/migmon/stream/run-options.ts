import type { Duration } from '../../core/units.ts';

export interface StreamOptions<Second> {
  /** Ends it; the result is complete up to then. */
  readonly signal?: AbortSignal;
  /** How long, in place of what `.for()` said. */
  readonly for?: Duration;
  /** Called with each second's report. */
  readonly onProgress?: (second: Second) => void;
}

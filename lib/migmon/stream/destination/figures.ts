import type { Latency } from '../../latency.ts';
import type { DestinationSecond } from './second.ts';
import type { SourceOutcome } from './sources.ts';
import type { DestinationSpec } from './spec.ts';

/** What came to a destination, from all its sources. */
export interface DestinationFigures {
  readonly spec: DestinationSpec;
  /** Of all sources, as they came. */
  readonly seconds: readonly DestinationSecond[];
  readonly sources: readonly SourceOutcome[];
  /** Received, with the header of each page. */
  readonly bytes: number;
  readonly pages: number;
  /**
   * Of requested pages, of all sources together: from sending the request to the page's last byte. `percentile(99)` in µs, `count`, and
   * mig_mon's power-of-two `buckets`.
   */
  readonly latency: Latency;
}

import type { Latency } from '../../latency.ts';
import type { SourceSecond } from './second.ts';
import type { RunnableSource } from './spec.ts';

/** What a source sent, as it counts it itself. */
export interface SourceFigures {
  readonly spec: RunnableSource;
  readonly seconds: readonly SourceSecond[];
  /** How long it sent, in s. */
  readonly elapsed: number;
  /** Sent, with the header of each page. */
  readonly bytes: number;
  /** bytes/s over the whole time */
  readonly bandwidth: number;
  readonly pages: number;
  /** Of the pages, those that the destination requested. */
  readonly requestedPages: number;
  /**
   * The source's own part of a page request's latency: from reading the request off the socket to handing the page to it. What a guest
   * would wait is measured by the destination, with both ways through the network.
   */
  readonly served: Latency;
}

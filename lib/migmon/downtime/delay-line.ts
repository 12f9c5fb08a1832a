/** What mig_mon keeps of arrivals, in whole ms. */
export interface DelayFigures {
  /** CLOCK_MONOTONIC, ms */
  readonly clock: number;
  /** The longest time between two arrivals so far, from the third on, ms. */
  readonly maximumDelay: number;
  /** The last time between two arrivals, ms. */
  readonly currentDelay: number;
}

/** mig_mon's line. @example delayLine({ clock: 11876320, maximumDelay: 51, currentDelay: 50 }) // '[11876320] max_delay: 51 (ms), cur: 50 (ms)' */
export const delayLine = ({ clock, maximumDelay, currentDelay }: DelayFigures): string =>
  `[${clock}] max_delay: ${maximumDelay} (ms), cur: ${currentDelay} (ms)`;

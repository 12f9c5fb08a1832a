import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';

export interface FleetOptions {
  /** The length of a step; 1 s unless told. */
  readonly interval?: Duration;
  /** How long to record, in whole steps; until `signal` unless told. */
  readonly for?: Duration;
  /** How often it is asked which VMs there are, and where those are counted that vanished; 5 s unless told. */
  readonly refresh?: Duration;
  /** Ends the recording, which is complete up to then. */
  readonly signal?: AbortSignal;
}

/** What is to be done, in seconds and steps. */
export interface FleetSpec {
  readonly interval: number;
  /** Infinity: until it is ended. */
  readonly steps: number;
  readonly refresh: number;
}

const SHORTEST_S = 0.01;

/** @throws InputError for what is no time, for steps below 10 ms, and where nothing would be recorded */
export function fleetSpec({ interval = 1, refresh = 5, for: duration }: FleetOptions): FleetSpec {
  const seconds = atLeast(SHORTEST_S, interval, 'an interval');
  return {
    interval: seconds,
    steps: duration === undefined ? Number.POSITIVE_INFINITY : wholeSteps(duration, seconds),
    refresh: atLeast(SHORTEST_S, refresh, 'a time between two looks'),
  };
}

/** As many as it takes: the last one may go beyond. A billionth is rounding. */
const wholeSteps = (duration: Duration, interval: number): number =>
  Math.ceil(atLeast(SHORTEST_S, duration, 'a time to record') / interval - 1e-9);

function atLeast(least: number, duration: Duration, what: string): number {
  const seconds = parseDuration(duration, what);
  if (seconds >= least) return seconds;
  throw new InputError({ expected: `${what} of 10 ms or more`, received: duration });
}

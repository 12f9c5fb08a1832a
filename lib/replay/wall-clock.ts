import { monotonic } from '../core/clock.ts';
import { InputError } from '../core/errors.ts';
import { formatDuration } from '../core/units.ts';
import { native } from '../native.ts';

/** A moment: a Date, ms since 1970 or an ISO 8601 string. */
export type Moment = Date | number | string;

/** The least time that making a run ready takes; a moment nearer than that cannot be kept. */
const LEAST_NOTICE_MS = 50;

/**
 * Turns a moment of the wall clock into CLOCK_MONOTONIC, so that many machines start together.
 *
 * @param advice for a moment that has passed, what to do about it
 * @returns ns, as `monotonic()`
 * @throws InputError for a moment that is no moment, or has passed
 */
export function originAt(moment: Moment, advice?: string): bigint {
  const milliseconds = new Date(moment).getTime();
  const notice = milliseconds - Date.now();
  if (!(notice > LEAST_NOTICE_MS)) {
    const expected = 'a moment to come, as a Date, ms since 1970 or ISO 8601';
    throw new InputError({ expected, received: shown(moment), advice });
  }
  return monotonic() + BigInt(Math.round(notice * 1e6));
}

const shown = (moment: Moment) =>
  moment instanceof Date && !Number.isNaN(moment.getTime()) ? moment.toISOString() : moment;

/** How far the start may be from the same moment on another machine, in words. */
export function describeWallClock(): string {
  const { synchronized, maximumError } = native().wallClock();
  if (!synchronized)
    return 'the wall clock of this machine is not synchronised: starts on other machines may differ by any amount';
  return `the wall clock of this machine is right to ${formatDuration(maximumError)} (adjtimex)`;
}

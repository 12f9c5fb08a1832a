import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';

/** How fast a guest dirties its memory, as the hypervisor estimates it. */
export interface DirtyRate {
  /** bytes/s */
  readonly rate: number;
  /** s that it looked */
  readonly seconds: number;
  /** It hashes a sample of pages at both ends: for all accelerators, and coarse. */
  readonly mode: 'page-sampling';
}

export interface DirtyRateOptions {
  /** How long it looks: 1 to 60 whole s, 1 s unless told. */
  readonly seconds?: Duration;
  readonly signal?: AbortSignal;
}

const MOST_SECONDS = 60;

/** @returns whole seconds. @throws InputError for any other time */
export function dirtyRateSeconds({ seconds: told = 1 }: DirtyRateOptions): number {
  const seconds = parseDuration(told, 'how long to look');
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new InputError({ expected: `1 to ${MOST_SECONDS} whole seconds`, received: told });
}

/**
 * What a user says of an experiment, checked as it is said.
 */
import { InputError } from '../core/errors.ts';
import { type Duration, parseDuration } from '../core/units.ts';
import type { Factors, Level } from './condition.ts';
import { OWN_COLUMNS } from './own-columns.ts';

const LONGEST_NAME = 100;

/** An experiment's name is that of a directory. */
export function checkName(received: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(received) && received.length <= LONGEST_NAME) return received;
  const letters = "letters, digits, '-', '_' and '.', the first a letter or digit";
  throw new InputError({ expected: `an experiment's name of up to ${LONGEST_NAME} ${letters}`, received });
}

/** @param taken factors that were told before @returns a copy, which nobody else changes */
export function checkFactors(factors: Factors, taken: Factors): Factors {
  for (const [factor, levels] of Object.entries(factors)) {
    if (Object.hasOwn(taken, factor)) throw new InputError({ expected: 'each factor once', received: factor });
    checkFactorName(factor);
    checkLevels(factor, levels);
  }
  return Object.fromEntries(Object.entries(factors).map(([factor, levels]) => [factor, Object.freeze([...levels])]));
}

function checkFactorName(received: string): void {
  if (received !== '' && !OWN_COLUMNS.includes(received)) return;
  throw new InputError({ expected: `a factor's name other than ${OWN_COLUMNS.join(', ')}`, received });
}

function checkLevels(factor: string, levels: readonly Level[]): void {
  if (!Array.isArray(levels) || levels.length === 0)
    throw new InputError({ column: factor, expected: "a list of levels, such as ['100M', '500M']", received: levels });
  for (const [place, level] of levels.entries()) checkLevel(factor, level, levels.slice(0, place));
}

function checkLevel(factor: string, received: Level, before: readonly Level[]): void {
  const isLevel = ['string', 'boolean'].includes(typeof received) || Number.isFinite(received);
  if (!isLevel)
    throw new InputError({
      column: factor,
      expected: 'a level that is a string, a finite number, true or false',
      received,
      advice: 'Give what is more than that a name, and look it up in measure().',
    });
  // 1 and '1' would be told apart by nobody who reads a table.
  if (before.some((level) => String(level) === String(received)))
    throw new InputError({ column: factor, expected: 'each level once', received });
}

export interface Range {
  /** What is counted: `'a number of repetitions'`. */
  readonly what: string;
  readonly least: number;
  readonly most: number;
}

export function checkWhole(received: number, { what, least, most }: Range): number {
  if (Number.isInteger(received) && received >= least && received <= most) return received;
  throw new InputError({ expected: `${what} from ${least} to ${most}`, received });
}

/** The most that a timer of Node can wait: 2^31 - 1 ms. */
const MOST_SECONDS = 2_147_483;

/** @returns s */
export function checkDuration(received: Duration): number {
  const seconds = parseDuration(received, 'how long');
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new InputError({ expected: "a duration above 0, and up to 24 days, such as '90s' or '30min'", received });
}

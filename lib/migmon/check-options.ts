/**
 * What a user says of a measurement, checked as it is said.
 */
import { isIP, isIPv4 } from 'node:net';
import { InputError } from '../core/errors.ts';
import { type Duration, parseDuration } from '../core/units.ts';

/** How each option is checked: from what a user says to what is kept. */
export type Checks<Options, Spec> = {
  readonly [Name in keyof Options & keyof Spec]-?: (value: NonNullable<Options[Name]>) => Spec[Name];
};

/** @returns what is to be kept of the options that are given. @throws InputError for one that cannot be right, or that there is not */
export function checkOptions<Options extends object, Spec>(
  options: Options,
  checks: Checks<Options, Spec>,
): Partial<Spec> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, checkOf(checks, name)(value)])) as Partial<Spec>;
}

function checkOf(checks: object, name: string): (value: unknown) => unknown {
  if (Object.hasOwn(checks, name)) return checks[name as keyof typeof checks];
  throw new InputError({ expected: `one of the options ${Object.keys(checks).join(', ')}`, received: name });
}

export interface Range {
  /** What is counted: `'a number of channels'`. */
  readonly what: string;
  readonly least: number;
  readonly most: number;
}

/** A whole number within a range. */
export const checkWhole =
  ({ what, least, most }: Range) =>
  (received: number): number => {
    if (Number.isInteger(received) && received >= least && received <= most) return received;
    throw new InputError({ expected: `${what} from ${least} to ${most}`, received });
  };

export function checkFlag(received: boolean): boolean {
  if (typeof received === 'boolean') return received;
  throw new InputError({ expected: 'true or false', received });
}

/** A name or an address. What is written in digits and dots is an address, or a mistake. */
export function checkHost(received: string): string {
  const isName = /^[\w.-]{1,253}$/.test(received) && (isIPv4(received) || !/^[\d.]+$/.test(received));
  if (typeof received === 'string' && (isIP(received) || isName)) return received;
  throw new InputError({ expected: "a host's name or its IPv4 or IPv6 address", received });
}

/** What native code can count in ns from any instant of its clock. */
const MOST_SECONDS = 1e9;

/** s */
export function checkDuration(received: Duration): number {
  const seconds = parseDuration(received, 'how long');
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new InputError({
    expected: "a duration above 0, and up to 30 years, such as 1.5, '500ms' or '2min'",
    received,
  });
}

export const checkSeed = checkWhole({ what: 'a seed', least: 0, most: 2 ** 32 - 1 });

import { InputError } from '../core/errors.ts';
import { parseRate, parseSize, type Rate, type Size } from '../core/units.ts';
import { checkKeys } from './check-keys.ts';
import { type Amounts, eachResource, SCHEDULED, type ScheduledResource } from './columns.ts';

/** An amount of each resource, as a user writes it: cores, a size, rates. */
export interface AmountsInput {
  /** Cores. */
  readonly cpu?: number;
  readonly memory?: Size;
  readonly read?: Rate;
  readonly write?: Rate;
}

/**
 * @param otherwise what stands for a resource that is left out
 * @throws InputError for an amount that is negative or has no sense, and for what is no resource
 * @example amountsOf({ cpu: 4, memory: '16GiB' }, () => Infinity).memory // 17179869184
 */
export function amountsOf(input: AmountsInput, otherwise: (resource: ScheduledResource) => number): Amounts {
  checkKeys(input, SCHEDULED);
  return eachResource((resource) => {
    const value = input[resource];
    return value === undefined ? otherwise(resource) : PARSE[resource](value);
  });
}

const PARSE: Readonly<Record<ScheduledResource, (value: number | string) => number>> = {
  cpu: (cores) => numberFrom(cores, 'a number of cores of 0 or more'),
  memory: (size) => parseSize(size, 'memory'),
  read: (rate) => parseRate(rate, 'a disk rate'),
  write: (rate) => parseRate(rate, 'a disk rate'),
};

/** @throws InputError, saying what was expected, for anything but a finite number that is not negative */
export function numberFrom(received: unknown, expected: string): number {
  if (typeof received === 'number' && received >= 0 && Number.isFinite(received)) return received;
  throw new InputError({ expected, received });
}

import { InputError } from '../../core/errors.ts';

/** A smoothing factor: 1 keeps nothing of the past. @throws InputError outside (0, 1] */
export function smoothingFactor(value: number, name: string): number {
  if (typeof value === 'number' && value > 0 && value <= 1) return value;
  throw new InputError({ expected: `a ${name} above 0 and up to 1`, received: value });
}

/** A number of periods, or of coefficients. @throws InputError for a fraction, and below `least` */
export function wholeNumber(value: number, name: string, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new InputError({ expected: `a whole number from ${least} as ${name}`, received: value });
}

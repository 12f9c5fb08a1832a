import { InputError } from '../core/errors.ts';

/**
 * Plain JavaScript may give a number for options, or a name that nobody reads: either would be as if nothing had been told.
 *
 * @throws InputError for what is no object, or has another key
 * @example checkKeys(options, ['window', 'variant']) // { windwo: 5 }: expected one of window, variant, got 'windwo'
 */
export function checkKeys(given: unknown, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InputError({ expected: `an object with ${known.join(', ')}`, received: given });
  const stranger = Object.keys(given).find((key) => !known.includes(key));
  if (stranger !== undefined) throw new InputError({ expected: `one of ${known.join(', ')}`, received: stranger });
}

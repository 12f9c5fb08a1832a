import { InputError } from '../../core/errors.ts';

const LONGEST = 64;

/**
 * A VM's name becomes part of paths and of interface names, so it is checked before it reaches one.
 *
 * @throws InputError for what is not 1 to 64 letters, digits, `-`, `_` or `.`, the first one a letter or digit.
 */
export function checkVmName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name) && name.length <= LONGEST) return name;
  const expected = `a VM name of up to ${LONGEST} letters, digits, '-', '_' and '.', the first a letter or digit`;
  throw new InputError({ expected, received: name });
}

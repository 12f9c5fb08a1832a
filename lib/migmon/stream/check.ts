/**
 * What a user says of a stream, checked as it is said.
 */
import { InputError } from '../../core/errors.ts';
import { parseSize, type Size } from '../../core/units.ts';
import { checkWhole } from '../check-options.ts';
import { PAGE_BYTES } from './defaults.ts';

const MOST_BYTES = 2 ** 60;

/** How much memory the emulated VM has, in bytes. */
export function checkSize(received: Size): number {
  const bytes = parseSize(received, "the VM's size");
  if (bytes >= PAGE_BYTES && bytes <= MOST_BYTES && bytes % PAGE_BYTES === 0) return bytes;
  throw new InputError({
    expected: `the VM's size as whole pages of ${PAGE_BYTES} bytes, one at least, and 1 EiB at most`,
    received,
  });
}

export const checkRequests = checkWhole({ what: 'a number of page requests in flight', least: 1, most: 1024 });

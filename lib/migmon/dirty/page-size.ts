import { InputError } from '../../core/errors.ts';

const BYTES = { '4k': 2 ** 12, '2m': 2 ** 21, '1g': 2 ** 30 } as const;

/** Of the pages that back the memory: ordinary ones, or huge ones of the machine's reserve. */
export type PageSize = keyof typeof BYTES;

/** Dirtied in steps of this, whatever the pages are: the unit in which hypervisors log what is dirty. */
export const STEP_BYTES = 4096;

/** @throws InputError. @example checkPageSize('2M') // '2m' */
export function checkPageSize(received: string): PageSize {
  const name = String(received).toLowerCase();
  if (Object.hasOwn(BYTES, name)) return name as PageSize;
  throw new InputError({ expected: "a page size: '4k', '2m' or '1g'", received });
}

/** @example pageBytes('4k') // 4096 */
export const pageBytes = (size: PageSize): number => BYTES[size];

import { InputError } from '../../core/errors.ts';

/** @throws InputError for a file without a single row */
export function emptyFile(file: string, expected: string): never {
  throw new InputError({ file, line: 1, expected, received: 'a file without any rows' });
}

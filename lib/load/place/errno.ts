import { getSystemErrorName } from 'node:util';

/** @example errnoName(98) // 'EADDRINUSE' */
export const errnoName = (errno: number): string => getSystemErrorName(-errno);

/** vmlab-agent says what refused it in words, as strerror(3) of glibc has them without a locale. */
const WORDS: Readonly<Record<string, string>> = {
  'Address already in use': 'EADDRINUSE',
  'Cannot assign requested address': 'EADDRNOTAVAIL',
  'Permission denied': 'EACCES',
  'Operation not permitted': 'EPERM',
  'Network is unreachable': 'ENETUNREACH',
  'No route to host': 'EHOSTUNREACH',
  'Connection refused': 'ECONNREFUSED',
  'Connection timed out': 'ETIMEDOUT',
  'Cannot allocate memory': 'ENOMEM',
  'No such file or directory': 'ENOENT',
  'No space left on device': 'ENOSPC',
};

/** @example errnoOfWords('cannot listen at 0.0.0.0:80: Permission denied') // 'EACCES' */
export const errnoOfWords = (sentence: string): string | undefined =>
  Object.entries(WORDS).find(([words]) => sentence.trimEnd().endsWith(words))?.[1];

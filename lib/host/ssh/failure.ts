/**
 * Why a program of the machine there failed, as a system call of this one would tell it.
 */
import { HostError, type HostFailure } from '../../core/errors.ts';
import type { Output } from '../host.ts';

/** The words of errnos in English, as libc's strerror has them. */
const WORDS: Readonly<Record<string, string>> = {
  'No such file or directory': 'ENOENT',
  'Permission denied': 'EACCES',
  'Operation not permitted': 'EPERM',
  'File exists': 'EEXIST',
  'Directory not empty': 'ENOTEMPTY',
  'Device or resource busy': 'EBUSY',
  'Invalid argument': 'EINVAL',
  'No such process': 'ESRCH',
  'Not a directory': 'ENOTDIR',
  'Is a directory': 'EISDIR',
  'No space left on device': 'ENOSPC',
  'Read-only file system': 'EROFS',
};

/** @example failureOf({ host, operation: 'read', target: '/x' }, { stdout: '', stderr: 'cat: /x: No such file or directory\n', exitCode: 1 }).errno // 'ENOENT' */
export function failureOf(failed: HostFailure, { stderr, exitCode }: Output): HostError {
  const said = stderr.trim();
  const words = Object.keys(WORDS).find((each) => said.endsWith(each));
  const reason = said || `it ended with exit code ${exitCode}`;
  return new HostError({ ...failed, stderr: reason, ...(words !== undefined && { errno: WORDS[words] }) });
}

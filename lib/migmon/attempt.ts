/**
 * What could not be begun, as an error in the user's words.
 */
import { HostError } from '../core/errors.ts';
import { errnoName } from '../load/place/errno.ts';
import type { TaskRecord } from '../native.ts';

export interface Attempt {
  /** `'connect to'`, `'listen at'` */
  readonly operation: string;
  readonly host: string;
  /** The VM that was to do it; this process unless told. */
  readonly on?: string;
  readonly port: number;
  /** What to do about it, by the system's name of the error. */
  readonly advice: Readonly<Record<string, string>>;
}

/** What could not be begun. @example refused(record, { operation: 'connect to', host, port, advice }) */
export function refused(record: TaskRecord, attempt: Attempt): HostError {
  const errno = record.errno === undefined ? undefined : errnoName(record.errno as number);
  return refusedWith(errno, String(record.error), attempt);
}

/** The same of what failed before the task could run. */
export function refusedWith(errno: string | undefined, message: string, attempt: Attempt): HostError {
  const { operation, host, port, on = 'local:', advice } = attempt;
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new HostError({ host: on, operation, target, errno, stderr: (errno && advice[errno]) ?? message });
}

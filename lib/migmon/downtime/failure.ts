/**
 * What a task of downtime says went wrong, as errors.
 */
import { HostError, RunError } from '../../core/errors.ts';
import type { TaskRecord } from '../../native.ts';
import { type Attempt, refusedWith } from '../attempt.ts';

/** @returns the result. @throws RunError with it, where the measurement broke off or its log could not be written on */
export function unlessBroken<Result>(record: TaskRecord, result: Result): Result {
  if (record.error !== undefined)
    throw new RunError('DOWNTIME', `the measurement broke off: ${record.error}`, { result });
  if (record.log_error !== undefined) throw new RunError('SPIKE_LOG', String(record.log_error), { result });
  return result;
}

/** What the system refused before the task could run, in the user's words. */
export function startFailure(error: unknown, attempt: Attempt): unknown {
  if (!(error instanceof HostError && error.operation === 'start')) return error;
  const logFailed = error.stderr?.startsWith(LOG_REFUSED);
  return logFailed ? logFailure(error) : refusedWith(error.errno, error.stderr ?? '', attempt);
}

const LOG_REFUSED = 'cannot write the spike log ';

function logFailure({ errno, stderr = '' }: HostError): HostError {
  const path = stderr.slice(LOG_REFUSED.length, stderr.lastIndexOf(': '));
  return new HostError({ host: 'local:', operation: 'open the spike log', target: path, errno });
}

export const LISTEN_ADVICE = {
  EADDRINUSE: 'somebody listens there already (another server, or mig_mon?); end that, or choose another port',
  EADDRNOTAVAIL: 'no interface of this machine has that address',
  EACCES: 'only root may listen at ports below 1024',
};

export const SEND_ADVICE = {
  ENETUNREACH: 'this machine has no route to that network',
  EHOSTUNREACH: 'no host answers to that address',
  EACCES: 'that is a broadcast address',
};

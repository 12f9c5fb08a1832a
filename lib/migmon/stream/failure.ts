/**
 * What a task of a stream says went wrong, as an error.
 */
import { RunError } from '../../core/errors.ts';
import type { TaskRecord } from '../../native.ts';

/** A stream that broke off. `result` is what was measured until then. */
export const brokenOff = <Result>(record: TaskRecord, result: Result): RunError<Result> =>
  new RunError('STREAM', `the stream broke off: ${record.error}`, { result });

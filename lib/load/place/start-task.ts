import { HostError } from '../../core/errors.ts';
import { type Background, native, type TaskRecord, type TaskSettings } from '../../native.ts';
import { errnoName } from './errno.ts';

/**
 * Starts a measurement of the addon.
 *
 * @throws HostError where the system refuses it at once. @throws UnsupportedError where the addon was not built.
 */
export function startTask(
  name: string,
  settings: TaskSettings,
  listener: (record: TaskRecord) => void,
): Background<TaskRecord> {
  const { startTask: start } = native();
  try {
    return start(name, settings, listener);
  } catch (error) {
    throw refusal(name, error);
  }
}

function refusal(name: string, error: unknown): unknown {
  const { errno, message } = error as { errno?: number; message?: string };
  if (errno === undefined) return error;
  return new HostError(
    { host: 'local:', operation: 'start', target: name, errno: errnoName(errno), stderr: message },
    { cause: error },
  );
}

import type { TaskRecord } from '../../native.ts';
import { startTask } from './start-task.ts';
import type { NativeTask, TaskPlace, TaskRun } from './task-place.ts';

/** This process: the addon. @throws UnsupportedError, from `run`, where it was not built */
export const here: TaskPlace = { name: 'local:', run };

/** A task may tell its result, as `ended`, before it is done: one that was stopped may have much memory to give back. */
async function run({ name, settings }: NativeTask, { signal, onRecord }: TaskRun): Promise<TaskRecord> {
  signal.throwIfAborted();
  return new Promise<TaskRecord>((resolve, reject) => {
    const tell = (record: TaskRecord) => (record.type === 'ended' ? resolve(record) : onRecord(record));
    const running = startTask(name, settings, tell);
    signal.addEventListener('abort', running.stop, { once: true });
    running.done.finally(() => signal.removeEventListener('abort', running.stop)).then(resolve, reject);
  });
}

import type { Attempt } from '../attempt.ts';
import { runTask, type Task, type TaskOptions, watchTask } from '../task.ts';
import { startFailure } from './failure.ts';

export interface PreparedTask<Event, Result> extends Task<Event, Result> {
  readonly attempt: Attempt;
}

export interface Watching<Event> extends TaskOptions {
  readonly onProgress?: (event: Event) => void;
}

/** @throws HostError, in the user's words, where the system refuses it. @throws RunError with what was measured, where it broke off */
export const runPrepared = <Event, Result>(
  task: PreparedTask<Event, Result>,
  options: Watching<Event>,
): Promise<Result> =>
  runTask(task, options, options.onProgress).catch((error) => Promise.reject(startFailure(error, task.attempt)));

/** The same, and yields each event as it comes. */
export async function* watchPrepared<Event, Result>(
  task: PreparedTask<Event, Result>,
  options: Watching<Event>,
): AsyncGenerator<Event> {
  try {
    for await (const event of watchTask(task, options)) {
      options.onProgress?.(event);
      yield event;
    }
  } catch (error) {
    throw startFailure(error, task.attempt);
  }
}

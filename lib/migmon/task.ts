/**
 * Runs a measurement of the addon and tells of it: what `run()` and `watch()` of every builder here come to.
 */
import { anySignal } from '../core/any-signal.ts';
import { eventsOf } from '../core/events-of.ts';
import { lab } from '../lab/lab.ts';
import type { TaskRecord, TaskSettings } from '../native.ts';
import { startTask } from './start-task.ts';

/** A measurement, as data: what native code is told, and what its records mean. */
export interface Task<Event, Result> {
  readonly name: string;
  readonly settings: TaskSettings;
  /** What a record tells its reader; undefined: nothing. */
  readonly event: (record: TaskRecord) => Event | undefined;
  /** What came of it, with all events. May throw what `record.error` means; the run then rejects with that. */
  readonly result: (record: TaskRecord, events: readonly Event[]) => Result;
}

export interface TaskOptions {
  /** Ends the measurement; its result is complete up to then. */
  readonly signal?: AbortSignal;
}

/**
 * Runs it to its end: its own, or that of `signal`, or Ctrl-C. An end that was asked for is no failure: the result is what was measured until then.
 *
 * @throws the signal's reason where it was aborted before the start
 */
export function runTask<Event, Result>(
  task: Task<Event, Result>,
  { signal }: TaskOptions = {},
  onEvent: (event: Event) => void = () => {},
): Promise<Result> {
  return lab.session.during(async (root) => {
    const events: Event[] = [];
    const record = await complete(task, anySignal(root, signal), (event) => {
      events.push(event);
      onEvent(event);
    });
    return task.result(record, events);
  });
}

/** Runs it, and yields each event as it comes. Leaving the loop ends the measurement. */
export const watchTask = <Event, Result>(
  task: Task<Event, Result>,
  { signal }: TaskOptions = {},
): AsyncGenerator<Event> => eventsOf((either, tell) => runTask(task, { signal: either }, tell), signal);

/** A task may tell its result, as `ended`, before it is done: one that was stopped may have much memory to give back. */
async function complete<Event, Result>(
  { name, settings, event }: Task<Event, Result>,
  signal: AbortSignal,
  onEvent: (event: Event) => void,
): Promise<TaskRecord> {
  signal.throwIfAborted();
  return new Promise<TaskRecord>((resolve, reject) => {
    const running = startTask(name, settings, (record) => {
      if (record.type === 'ended') return resolve(record);
      const told = event(record);
      if (told !== undefined) onEvent(told);
    });
    signal.addEventListener('abort', running.stop, { once: true });
    running.done.finally(() => signal.removeEventListener('abort', running.stop)).then(resolve, reject);
  });
}

/**
 * Runs a measurement and tells of it: what `run()` and `watch()` of every builder here come to.
 */
import { anySignal } from '../core/any-signal.ts';
import { RunError } from '../core/errors.ts';
import { eventsOf } from '../core/events-of.ts';
import { lab } from '../lab/lab.ts';
import { here } from '../load/place/here.ts';
import type { NativeTask } from '../load/place/task-place.ts';
import type { TaskRecord } from '../native.ts';
import type { InMachine } from './machine.ts';

/** A measurement, as data: what native code is told, and what its records mean. */
export interface Task<Event, Result> extends NativeTask {
  /** What a record tells its reader; undefined: nothing. */
  readonly event: (record: TaskRecord) => Event | undefined;
  /** What came of it, with all events. May throw what `record.error` means; the run then rejects with that. */
  readonly result: (record: TaskRecord, events: readonly Event[]) => Result;
}

export interface TaskOptions extends InMachine {
  /** Ends the measurement; its result is complete up to then. */
  readonly signal?: AbortSignal;
}

/**
 * Runs it to its end: its own, or that of `signal`, or Ctrl-C. An end that was asked for is no failure: the result is what was measured until then.
 *
 * @throws the signal's reason where it was aborted before the start
 * @throws RunError 'GUEST_SILENT' where it runs in a guest that does not answer any more; its `result.events` is what was told until then
 */
export function runTask<Event, Result>(
  task: Task<Event, Result>,
  { signal, on }: TaskOptions = {},
  onEvent: (event: Event) => void = () => {},
): Promise<Result> {
  return lab.session.during(async (root) => {
    const events: Event[] = [];
    const onRecord = (record: TaskRecord) => {
      const event = task.event(record);
      if (event === undefined) return;
      events.push(event);
      onEvent(event);
    };
    const place = await (on?.taskPlace() ?? here);
    const running = place.run(task, { signal: anySignal(root, signal), onRecord });
    return task.result(await running.catch((error) => Promise.reject(withEvents(error, events))), events);
  });
}

function withEvents(error: unknown, events: readonly unknown[]): unknown {
  if (!(error instanceof RunError && error.code === 'GUEST_SILENT')) return error;
  return new RunError(error.code, error.message, { cause: error.cause, result: { events } });
}

/** Runs it, and yields each event as it comes. Leaving the loop ends the measurement. */
export const watchTask = <Event, Result>(
  task: Task<Event, Result>,
  { signal, on }: TaskOptions = {},
): AsyncGenerator<Event> => eventsOf((either, tell) => runTask(task, { signal: either, on }, tell), signal);

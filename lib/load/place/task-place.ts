/**
 * Where a measurement runs: in this process, in a slice of this machine, or in a guest. It is told the same everywhere, and tells the same.
 */
import type { TaskRecord, TaskSettings } from '../../native.ts';

/** A measurement by the name that the native parts know it by (`native/src/task/make_task.cc`). */
export interface NativeTask {
  readonly name: string;
  readonly settings: TaskSettings;
}

export interface TaskRun {
  /** Ends the measurement: what it comes to then is complete up to there. */
  readonly signal: AbortSignal;
  /** Is told each record but the last. Times in them are of the clock where it runs. */
  readonly onRecord: (record: TaskRecord) => void;
}

export interface TaskPlace {
  /** For errors: 'local:', 'vm1'. */
  readonly name: string;
  /**
   * Runs it to its end: its own, or that of the signal.
   *
   * @returns its result, with `error` where it broke off
   * @throws HostError with operation 'start' where it is refused at once; the signal's reason where that came before the start
   */
  run(task: NativeTask, run: TaskRun): Promise<TaskRecord>;
}

/** What measurements can run in: a VM. @internal */
export interface RunsTasks {
  readonly name: string;
  /** Where they run in it. @internal */
  taskPlace(): Promise<TaskPlace>;
}

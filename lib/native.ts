/**
 * Loads and types the native addon, lazily: where it was not built, only what needs it answers UnsupportedError.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UnsupportedError } from './core/errors.ts';

/** What runs on a native thread: `stop` ends it early, `done` settles when it has ended. */
export interface Background<Result> {
  stop(): void;
  readonly done: Promise<Result>;
}

/** What a step clock will write, where and when. Actions are in the order of `at`. */
export interface Schedule {
  /** CLOCK_MONOTONIC, ns */
  readonly origin: bigint;
  /** When each action is due, in ns after `origin`. */
  readonly at: Float64Array;
  /** Which of `sinks` each action writes to. */
  readonly sink: Uint32Array;
  readonly text: readonly string[];
  /** Paths of files (opened by the clock), or descriptors (owned by it from then on). */
  readonly sinks: readonly (string | number)[];
}

export interface ScheduleOutcome {
  /** From an action's deadline to the end of its write, in ns; -1: it was never done. */
  readonly late: Float64Array;
  /** errno of each write, 0 if it went well. */
  readonly error: Int32Array;
}

export interface RecorderSpec {
  readonly origin: bigint;
  /** When to sample, in ns after `origin`. */
  readonly at: Float64Array;
  /** Files to read, or the ids of processes whose CPU time (in ns) is wanted. */
  readonly probes: readonly (string | number)[];
}

/** @param at when each probe was read, ns after the origin. @param text what it said; empty: it could not be read. */
export type SampleListener = (index: number, at: Float64Array, text: readonly string[]) => void;

/** What a task is told, by name; what is undefined is left to the task. */
export type TaskSettings = Readonly<Record<string, number | string | boolean | Float64Array | undefined>>;
/** What a task tells, by name. */
export type TaskRecord = Readonly<Record<string, number | string | Float64Array>>;

export interface Addon {
  startStepClock(schedule: Schedule): Background<ScheduleOutcome>;
  /**
   * Starts a measurement that runs on threads of its own until it is over or stopped (`native/src/task/task.h`). Where it failed on its way
   * the result has `error`, and `errno` if the system named one.
   *
   * @throws what refuses it at once (no memory, an address in use): an Error with `errno`
   */
  startTask(name: string, settings: TaskSettings, listener: (record: TaskRecord) => void): Background<TaskRecord>;
  /**
   * A loop over columns of `native/src/columns/make_loop.h`, which knows where they are from then on. Columns that are written to may not overlap
   * with others, and it must not be called once the memory of one was transferred to another thread.
   *
   * @throws TypeError for a name that no loop has, and where columns are missing or of other lengths
   */
  bindLoop(name: string, columns: Readonly<Record<string, Float64Array>>): (...numbers: number[]) => number;
  startRecorder(spec: RecorderSpec, listener: SampleListener): Background<void>;
  /** How good the wall clock is, as the kernel knows it (adjtimex(2)); errors in s. */
  wallClock(): { readonly synchronized: boolean; readonly maximumError: number; readonly estimatedError: number };
  pipe(): { readonly read: number; readonly write: number };
}

/** Does what may throw while something runs already, which is stopped then: else it would go on, and keep the process, to its own end. */
export function orStop<Value>({ stop }: Pick<Background<unknown>, 'stop'>, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    stop();
    throw error;
  }
}

const directory = join(dirname(fileURLToPath(import.meta.url)), '..', 'native');
let loaded: Addon | undefined;
let isMissing = false;

/** @throws UnsupportedError where neither a build nor a prebuild is there. */
export function native(): Addon {
  loaded ??= load();
  return loaded;
}

/** For what native code does faster, and JavaScript as well: nothing where it was not built. */
export function nativeIfBuilt(): Addon | undefined {
  if (isMissing) return undefined;
  try {
    return native();
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    isMissing = true;
    return undefined;
  }
}

/**
 * The path of `vmlab-agent`, the program that makes the loads.
 *
 * @throws UnsupportedError as `native`.
 */
export function agentPath(): string {
  const candidates = [join('build', 'Release'), join('prebuilds', `${process.platform}-${process.arch}`)];
  const path = candidates.map((folder) => join(directory, folder, 'vmlab-agent')).find((file) => existsSync(file));
  if (path === undefined) throw notBuilt('vmlab-agent');
  return path;
}

function load(): Addon {
  const require = createRequire(import.meta.url);
  try {
    return (require('node-gyp-build') as (directory: string) => Addon)(directory);
  } catch (cause) {
    throw notBuilt('the native addon', cause);
  }
}

function notBuilt(what: string, cause?: unknown): UnsupportedError {
  const where = `this installation (${process.platform}-${process.arch})`;
  return new UnsupportedError(
    { what, where, remedy: 'install a C++ compiler, make and Python 3, then run: npm rebuild vmlab' },
    { cause },
  );
}

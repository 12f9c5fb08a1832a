/**
 * Work shared out among threads: each worker has one task at a time, and gets the next when it has told its result.
 */
import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RunError } from '../../core/errors.ts';

/** What workers run: `export` of `module` is called with a task and with what all tasks share. All of it is copied to the worker. */
export interface Work {
  /** A URL. */
  readonly module: string;
  readonly export: string;
  readonly shared: unknown;
}

export interface PoolOptions<Result> {
  /** How many threads; 2 unless told, and never more than tasks. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  /** Called for each task that is done, in whatever order they are. */
  readonly onDone?: (result: Result, task: number) => void;
}

/** What a worker tells: its result, or why there is none. */
export type Answer =
  | { readonly value: unknown }
  | { readonly error: { readonly message: string; readonly stack?: string } };

/**
 * Runs tasks in worker threads, all of which have ended when it resolves or rejects.
 *
 * @returns a result a task, in the order of the tasks
 * @throws RunError 'WORKER' for the first task that fails, or whose worker ends; `result` is that task's number, the cause what it threw
 * @throws the signal's reason when aborted
 * @example await inWorkers({ module: import.meta.url, export: 'simulateHost', shared: options }, hosts, { workers: 4, signal })
 */
export async function inWorkers<Task, Result>(
  work: Work,
  tasks: readonly Task[],
  { workers = 2, signal, onDone }: PoolOptions<Result> = {},
): Promise<Result[]> {
  signal?.throwIfAborted();
  const pool = Array.from({ length: Math.min(workers, tasks.length) }, () => startWorker(work));
  const results: Result[] = [];
  const queue = tasks.entries();
  const drain = async (worker: Worker): Promise<void> => {
    for (const [index, task] of queue) {
      const result = (await ask(worker, task, index)) as Result;
      results[index] = result;
      onDone?.(result, index);
    }
  };
  try {
    await Promise.race([Promise.all(pool.map(drain)), aborted(signal)]);
    return results;
  } finally {
    await Promise.all(pool.map((worker) => worker.terminate()));
  }
}

/**
 * A worker is not given the main thread's loader of TypeScript (Node 20), and what it runs may be TypeScript: this file's own side, in a clone, or
 * a user's module. So it starts with the loader, told where that is, since text has no place to look from.
 */
const START = `
const { workerData } = require('node:worker_threads');
import(workerData.loader).then(({ register }) => register()).then(() => import(workerData.main));
`;

const startWorker = (work: Work): Worker =>
  new Worker(START, {
    eval: true,
    workerData: {
      ...work,
      loader: import.meta.resolve('tsx/esm/api'),
      main: new URL(`./worker-main${extname(import.meta.url)}`, import.meta.url).href,
    },
  });

/** One task: its answer, or the end of the worker. */
async function ask(worker: Worker, task: unknown, index: number): Promise<unknown> {
  const answered = new AbortController();
  const { signal } = answered;
  try {
    worker.postMessage(task);
    const ended = once(worker, 'exit', { signal }).then(([code]) => [
      { error: { message: `the worker ended with exit code ${code}` } },
    ]);
    const [answer]: Answer[] = await Promise.race([once(worker, 'message', { signal }), ended]);
    if ('value' in answer) return answer.value;
    throw Object.assign(new Error(answer.error.message), answer.error);
  } catch (error) {
    throw new RunError('WORKER', messageOf(error), { cause: error, result: index });
  } finally {
    answered.abort();
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Never resolves; rejects with the reason. */
const aborted = (signal?: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

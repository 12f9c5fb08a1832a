import { extname } from 'node:path';
import { inWorkers, type PoolOptions, type Work } from '../../host/local/worker-pool.ts';
import { wholeNumber } from '../predictor/parameters.ts';

/** What everything that uses threads is told. */
export interface ThreadOptions {
  /** How many; 2 unless told. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/** Work of a module of this room, named as TypeScript whether or not it is compiled. @throws InputError for workers that are none; as `inWorkers` */
export const inOwnThreads = async <Task, Result>(
  { module, ...work }: Omit<Work, 'module'> & { readonly module: URL },
  tasks: readonly Task[],
  { workers = 2, ...options }: PoolOptions<Result>,
): Promise<Result[]> => {
  wholeNumber(workers, 'number of workers', 1);
  return inWorkers({ ...work, module: module.href.replace(/\.ts$/, extname(import.meta.url)) }, tasks, {
    workers,
    ...options,
  });
};

import { extname } from 'node:path';
import { inWorkers, type PoolOptions, type Work } from '../../host/local/worker-pool.ts';

/** What everything that uses threads is told. */
export interface ThreadOptions {
  /** How many; 2 unless told. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/** Work of a module of this room, named as TypeScript whether or not it is compiled. */
export const inOwnThreads = <Task, Result>(
  { module, ...work }: Omit<Work, 'module'> & { readonly module: URL },
  tasks: readonly Task[],
  options: PoolOptions<Result>,
): Promise<Result[]> =>
  inWorkers({ ...work, module: module.href.replace(/\.ts$/, extname(import.meta.url)) }, tasks, options);

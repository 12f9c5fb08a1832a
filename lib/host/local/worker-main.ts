/** A worker's side of `inWorkers`: loads what it runs, then answers a task at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Work } from './worker-pool.ts';

const { module, export: name, shared } = workerData as Work;

parentPort?.on('message', async (task: unknown) => {
  parentPort?.postMessage(await answerTo(task));
});

async function answerTo(task: unknown): Promise<Answer> {
  try {
    return { value: await (await import(module))[name](task, shared) };
  } catch (error) {
    const { message, stack } = error as Error; // of a loader's thread it may be no Error here
    return { error: { message: message ?? String(error), stack } };
  }
}

// What the workers of worker-pool.test.ts do.
import process from 'node:process';

export const scaled = async (task: number, factor: number): Promise<number> => task * factor;

export function failing(task: number): never {
  throw new Error(`task ${task} is bad`);
}

export const exiting = (): never => process.exit(3);

export function endless(): never {
  for (;;);
}

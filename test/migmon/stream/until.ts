import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 500;

/** Waits until something has come about, 5 s at most. */
export async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (condition()) return;
    await sleep(10);
  }
  throw new Error(`in vain: ${condition}`);
}

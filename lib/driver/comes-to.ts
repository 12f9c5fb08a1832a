import { setTimeout as wait } from 'node:timers/promises';

/** In ms: a guest gives back some GiB a second. One that has not begun, or stands still, for this long will not. */
const STANDSTILL_MS = 3000;
const LOOK_AGAIN_MS = 50;

/** Looks at a balloon until it is as it was told to be. @returns false where it stands still before */
export async function comesTo<Value>(
  look: () => Promise<Value>,
  wanted: Value,
  signal?: AbortSignal,
): Promise<boolean> {
  let last: Value | undefined;
  for (let still = 0; still < STANDSTILL_MS; still += LOOK_AGAIN_MS) {
    const present = await look();
    if (present === wanted) return true;
    if (present !== last) still = 0;
    last = present;
    await wait(LOOK_AGAIN_MS, undefined, { signal });
  }
  return false;
}

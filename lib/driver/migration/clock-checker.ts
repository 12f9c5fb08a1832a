import { setTimeout as wait } from 'node:timers/promises';
import type { GuestAgent } from '../qemu/guest-agent/guest-agent.ts';
import type { GuestState } from './options.ts';

const WINDOW_MS = 1000;
/** On a busy machine, both looks may come late. */
const SLOWEST = 0.3;
const FASTEST = 3;

/**
 * Whether a guest's clock advances, by its agent. A guest may well answer `guest-ping` with its timers dead.
 *
 * @returns 'alive', or 'lost' where its clock stands still
 */
export async function clockAdvances(agent: GuestAgent | undefined, signal: AbortSignal): Promise<GuestState> {
  const first = await look(agent, signal);
  await wait(WINDOW_MS, undefined, { signal });
  const second = await look(agent, signal);
  const speed = (second.guest - first.guest) / (second.host - first.host);
  return speed > SLOWEST && speed < FASTEST ? 'alive' : 'lost';
}

/** Both in ms. */
async function look(
  agent: GuestAgent | undefined,
  signal: AbortSignal,
): Promise<{ readonly guest: number; readonly host: number }> {
  const nanoseconds = (await agent?.execute<number>('guest-get-time', {}, { signal })) ?? Number.NaN;
  return { guest: nanoseconds / 1e6, host: performance.now() };
}

/** A guest that dirties its memory, and checks every page of it before it writes to it again. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Domain } from '../../../lib/driver/driver.ts';
import { dirtyChecker } from '../../../lib/driver/migration/dirty-checker.ts';

const OUTPUT = '/tmp/dirty';
const SIZE = 24 * 2 ** 20;
export const RATE = 12 * 2 ** 20;

/** Says whether the guest has found each page as it was written. */
export const checker = dirtyChecker({ output: OUTPUT, size: SIZE, timeout: 30 });

type Guest = Required<Pick<Domain, 'exec'>>;

/** Begins, and returns when all of its memory is there. */
export async function beginToDirty(guest: Guest, rate = RATE): Promise<void> {
  const settings = JSON.stringify({ size: SIZE, rate, pattern: 'sequential' });
  const task = `vmlab-agent task dirty --detached --output ${OUTPUT} --settings '${settings}'`;
  await guest.exec(['sh', '-c', `${task} </dev/null >/run/dirty.log 2>&1 &`]);
  for (let looks = 0; looks < 200; looks++) {
    if ((await read(guest, OUTPUT)).includes('second')) return;
    await wait(100);
  }
  throw new Error(`nothing is dirtied: ${await read(guest, '/run/dirty.log')}`);
}

const read = async (guest: Guest, path: string): Promise<string> => (await guest.exec(['cat', path])).stdout;

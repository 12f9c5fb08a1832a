/** A guest that dirties its memory, and checks every page of it before it writes to it again. */

import { dirtyChecker } from '../../../lib/driver/migration/dirty-checker.ts';
import type { QemuDomain } from '../../../lib/driver/qemu/domain.ts';
import { readInGuest } from '../../../lib/driver/qemu/guest-agent/files.ts';

const OUTPUT = '/tmp/dirty';
const SIZE = 24 * 2 ** 20;
export const RATE = 12 * 2 ** 20;

/** Says whether the guest has found each page as it was written. */
export const checker = dirtyChecker({ output: OUTPUT, size: SIZE, timeout: 30 });

/** Begins, and returns when all of its memory is there. */
export async function beginToDirty(guest: QemuDomain, rate = RATE): Promise<void> {
  const settings = JSON.stringify({ size: SIZE, rate, pattern: 'sequential' });
  const task = `vmlab-agent task dirty --detached --output ${OUTPUT} --settings '${settings}'`;
  await guest.exec(['sh', '-c', `${task} </dev/null >/run/dirty.log 2>&1 &`]);
  for (let looks = 0; looks < 200; looks++) {
    if ((await readInGuest(guest.agent!, OUTPUT).catch(() => '')).includes('second')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing is dirtied: ${await readInGuest(guest.agent!, '/run/dirty.log')}`);
}

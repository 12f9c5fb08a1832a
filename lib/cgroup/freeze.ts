/**
 * Stops and lets go all processes of a group. The kernel needs a moment for both, so there is a wait, with an end.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { RunError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';
import type { Freezer } from './dialect.ts';
import type { KernelFiles } from './kernel-files.ts';

const ATTEMPTS = 500;
const BETWEEN_MS = 10;

/** Asks, and resolves when it is so. v1 says FREEZING until its last task stands still. @throws RunError 'FREEZER' after 5 s. */
export async function bringTo(
  target: 'frozen' | 'thawed',
  freezer: Freezer,
  { host, files }: { host: Host; files: KernelFiles },
): Promise<void> {
  const value = target === 'frozen' ? freezer.freeze : freezer.thaw;
  await host.writeFile(files.path(freezer.file), value);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if ((await files.read(freezer.state)) === target) return;
    await wait(BETWEEN_MS);
  }
  throw new RunError(
    'FREEZER',
    `the group did not become ${target} within 5 s: a task of it may be stuck in the kernel`,
  );
}

import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../../core/errors.ts';
import type { QemuDomain } from '../domain.ts';

const PATIENCE_MS = 20_000;

/**
 * Lets the destination run, and waits until it says that it does. (The reply to the command may come long after that: in postcopy it may at once be held up by
 * a page that it misses.)
 *
 * @param resumed resolves at its event RESUME, which QEMU sends before the first instruction
 * @throws HostError where it ends before that: then it has never run, as far as anybody was told
 */
export async function handOver({ qmp, name }: QemuDomain, resumed: Promise<void>): Promise<void> {
  const left = new AbortController();
  const never = wait(PATIENCE_MS, 'never' as const, { signal: left.signal }).catch(() => 'never' as const);
  try {
    const told = await Promise.race([
      resumed.then(() => 'resumed' as const),
      qmp.execute('cont').then(() => never),
      qmp.ended.then(() => 'ended' as const),
      never,
    ]);
    if (told === 'resumed') return;
    const stderr = told === 'ended' ? 'it ended before it ran' : `it did not run in ${PATIENCE_MS / 1000} s`;
    throw new HostError({ host: 'local:', operation: 'hand over to', target: name, stderr });
  } finally {
    left.abort();
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../core/errors.ts';
import type { Child } from '../../host/local/spawn.ts';
import { diedAtOnce } from './process.ts';
import { connectQmp } from './qmp/connect.ts';
import type { Qmp } from './qmp/qmp.ts';

export interface Awaited {
  readonly child: Child;
  readonly argv: readonly string[];
  /** The monitor's socket. */
  readonly path: string;
  readonly who: string;
}

const PATIENCE_MS = 20_000;
const PAUSE_MS = 10;

/** Connects as soon as QEMU listens. @throws HostError, with what it said, where it ends before that; 'ETIMEDOUT' */
export async function awaitMonitor({ child, argv, path, who }: Awaited, signal: AbortSignal): Promise<Qmp> {
  const deadline = performance.now() + PATIENCE_MS;
  const life = { ended: false };
  void child.ended.then(() => {
    life.ended = true;
  });
  for (;;) {
    try {
      return await connectQmp({ path }, { who, signal });
    } catch (error) {
      if (life.ended) throw await diedAtOnce(child, argv);
      if (!isNotYet(error) || performance.now() > deadline) throw error;
      await wait(PAUSE_MS, undefined, { signal });
    }
  }
}

const isNotYet = (error: unknown): boolean =>
  error instanceof HostError && ['ENOENT', 'ECONNREFUSED', 'ECONNRESET'].includes(error.errno ?? '');

/**
 * How fast a guest dirties its memory, as QEMU estimates it. Source: qemu/docs, calc-dirty-rate.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { InputError, RunError } from '../../core/errors.ts';
import type { Qmp } from './qmp/qmp.ts';

export interface DirtyRateOptions {
  /** s that it looks; 1 to 60, 1 unless told. */
  readonly seconds?: number;
  /**
   * QEMU hashes a sample of pages at both ends: for all accelerators, and coarse. (Its 'dirty-bitmap' ends QEMU under TCG, and 'dirty-ring' needs KVM.)
   */
  readonly mode?: 'page-sampling';
  readonly signal?: AbortSignal;
}

export interface DirtyRate {
  /** bytes/s */
  readonly rate: number;
  /** s that it looked */
  readonly seconds: number;
  readonly mode: 'page-sampling';
}

const MOST_SECONDS = 60;
const PAUSE_MS = 50;
const PATIENCE_S = 30;

/**
 * @throws InputError for options that cannot be right. @throws RunError 'DIRTY_RATE' where QEMU does not come to an end
 * @throws HostError where it refuses: another measurement is under way
 * @example (await dirtyRate(vm.qmp, { seconds: 2 })).rate // 5242880
 */
export async function dirtyRate(qmp: Qmp, options: DirtyRateOptions = {}): Promise<DirtyRate> {
  const { seconds = 1, mode = 'page-sampling', signal } = options;
  if (!(Number.isInteger(seconds) && seconds > 0 && seconds <= MOST_SECONDS))
    throw new InputError({ expected: `1 to ${MOST_SECONDS} whole seconds`, received: seconds });
  if (mode !== 'page-sampling') throw new InputError({ expected: "the mode 'page-sampling'", received: mode });
  await qmp.execute('calc-dirty-rate', { 'calc-time': seconds, mode }, { signal });
  const reply = await measured(qmp, seconds, signal);
  return { rate: reply['dirty-rate'] * 2 ** 20, seconds, mode };
}

interface DirtyRateReply {
  readonly status: 'unstarted' | 'measuring' | 'measured';
  /** MiB/s */
  readonly 'dirty-rate': number;
}

async function measured(qmp: Qmp, seconds: number, signal?: AbortSignal): Promise<DirtyRateReply> {
  const deadline = performance.now() + (seconds + PATIENCE_S) * 1000;
  while (performance.now() < deadline) {
    await wait(PAUSE_MS, undefined, { signal });
    const reply = await qmp.execute<DirtyRateReply>('query-dirty-rate', {}, { signal });
    if (reply.status === 'measured') return reply;
  }
  throw new RunError('DIRTY_RATE', `QEMU had not measured the dirty rate ${PATIENCE_S} s after it should have`);
}

/**
 * How fast a guest dirties its memory, as QEMU estimates it. Source: qemu/docs, calc-dirty-rate.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { RunError } from '../../core/errors.ts';
import { type DirtyRate, type DirtyRateOptions, dirtyRateSeconds } from '../migration/dirty-rate.ts';
import type { Qmp } from './qmp/qmp.ts';

/** QEMU's 'dirty-bitmap' ends it under TCG, and 'dirty-ring' needs KVM. */
const MODE = 'page-sampling';
const PAUSE_MS = 50;
const PATIENCE_S = 30;

/**
 * @throws InputError for options that cannot be right. @throws RunError 'DIRTY_RATE' where QEMU does not come to an end
 * @throws HostError where it refuses: another measurement is under way
 * @example (await dirtyRate(vm.qmp, { seconds: 2 })).rate // 5242880
 */
export async function dirtyRate(qmp: Qmp, options: DirtyRateOptions = {}): Promise<DirtyRate> {
  const { signal } = options;
  const seconds = dirtyRateSeconds(options);
  await qmp.execute('calc-dirty-rate', { 'calc-time': seconds, mode: MODE }, { signal });
  const reply = await measured(qmp, seconds, signal);
  return { rate: reply['dirty-rate'] * 2 ** 20, seconds, mode: MODE };
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

/**
 * Waits for a guest that boots.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { anySignal } from '../../core/any-signal.ts';
import { HostError } from '../../core/errors.ts';
import { reasonOf } from '../../core/undo.ts';
import { type Duration, parseDuration } from '../../core/units.ts';
import type { DomainInfo } from '../../driver/driver.ts';
import type { ExecOptions, ExecResult } from './exec.ts';

/** How long a guest is waited for. */
export interface AnswersOptions {
  /** 2 min unless told. */
  readonly timeout?: Duration;
  readonly signal?: AbortSignal;
}

/** What of a VM is asked. */
export interface Asked {
  /** Where it is. */
  readonly uri: string;
  /** Whether it runs. */
  info(): Promise<DomainInfo>;
  /** Whether programs can be run in it. */
  exec(argv: readonly string[], options: ExecOptions): Promise<ExecResult>;
}

const LOOK_AGAIN_MS = 500;

/** @throws HostError for one that does not run, and (errno ETIMEDOUT) with what was said last where it does not answer; the signal's reason */
export async function awaitAnswer(vm: Asked, { timeout = '2min', signal }: AnswersOptions = {}): Promise<void> {
  const patience = parseDuration(timeout, 'how long to wait');
  const over = AbortSignal.timeout(Math.ceil(patience * 1000));
  const { name, state } = await vm.info();
  const refused = (why: Pick<HostError, 'errno' | 'stderr'>) =>
    new HostError({ host: vm.uri, operation: 'wait for', target: name, ...why });
  if (state === 'shutoff') throw refused({ stderr: 'it does not run: await vm.start() first' });
  let last = 'it said nothing';
  while (!over.aborted) {
    try {
      return void (await vm.exec(['true'], { signal: anySignal(over, signal) }));
    } catch (error) {
      signal?.throwIfAborted();
      if (!over.aborted) last = reasonOf(error);
    }
    await wait(LOOK_AGAIN_MS, undefined, { signal: anySignal(over, signal) }).catch(() => signal?.throwIfAborted());
  }
  throw refused({ errno: 'ETIMEDOUT', stderr: `no answer in ${patience} s; the last was: ${last}` });
}

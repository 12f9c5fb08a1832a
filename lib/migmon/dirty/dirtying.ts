/**
 * Memory that is being dirtied beside something else: a guest's, while it migrates.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { anySignal } from '../../core/any-signal.ts';
import { RunError } from '../../core/errors.ts';
import { resolvers } from '../../core/resolvers.ts';
import type { GuestChecker, GuestState } from '../../driver/migration/options.ts';
import { specText } from '../../report/spec-text.ts';
import type { DirtyResult } from './result.ts';
import type { DirtyRunOptions } from './run.ts';
import type { DirtySecond } from './second.ts';

/** What dirties memory, until it is closed, its time is over, `signal` or Ctrl-C. */
export interface Dirtying extends AsyncDisposable {
  /** Each second so far. */
  readonly seconds: readonly DirtySecond[];
  /**
   * For `vm.migrate({ verify: 'guest', checker })`: `'verified'` once all its pages were gone through since the guest was handed over, `'corrupt'` where
   * one did not hold what was written to it, `'lost'` where neither comes in a minute. Of the pattern `'sequential'`: no other looks at pages.
   */
  readonly checker: GuestChecker;
  /** Ends it. @throws RunError 'CORRUPTED', 'GUEST_SILENT' where it had broken off */
  close(): Promise<DirtyResult>;
  toString(): string;
}

const PATIENCE_S = 60;
const PAUSE_MS = 100;

/** @param size bytes. @returns when all of its memory is there, and the first second has passed */
export async function openDirtying(
  size: number,
  start: (run: DirtyRunOptions) => Promise<DirtyResult>,
  options: DirtyRunOptions,
): Promise<Dirtying> {
  const [seconds, closing, begun] = [[] as DirtySecond[], new AbortController(), resolvers<void>()];
  const onProgress = (second: DirtySecond) => {
    options.onProgress?.(second);
    seconds.push(second);
    begun.resolve();
  };
  const running = start({ ...options, signal: anySignal(closing.signal, options.signal), onProgress });
  await Promise.race([begun.promise, running]);
  const close = () => {
    closing.abort();
    return running;
  };
  const text = () => specText('dirtying memory', { seconds: seconds.length }, ['.close()']);
  const printing = { toString: text, [inspect.custom]: text };
  const dispose = async () => void (await close().catch(() => undefined));
  return {
    seconds,
    checker: checkerOf({ size, seconds, running }),
    close,
    ...printing,
    [Symbol.asyncDispose]: dispose,
  };
}

interface Checked {
  readonly size: number;
  readonly seconds: readonly DirtySecond[];
  readonly running: Promise<unknown>;
}

/** The first second that comes after it was asked may have begun before. */
function checkerOf({ size, seconds, running }: Checked): GuestChecker {
  let ended: GuestState | undefined;
  running.then(
    () => {
      ended = 'lost';
    },
    (error: unknown) => {
      ended = error instanceof RunError && error.code === 'CORRUPTED' ? 'corrupt' : 'lost';
    },
  );
  return async (_, signal) => {
    const [known, deadline] = [seconds.length, performance.now() + PATIENCE_S * 1000];
    while (performance.now() < deadline) {
      if (ended) return ended;
      if (bytesIn(seconds.slice(known + 1)) >= size) return 'verified';
      await wait(PAUSE_MS, undefined, { signal });
    }
    return 'lost';
  };
}

const bytesIn = (seconds: readonly DirtySecond[]): number => seconds.reduce((sum, { bytes }) => sum + bytes, 0);

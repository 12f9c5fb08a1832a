/**
 * Takes collectors through their phases. What fails or hangs is named, and ended; the others go on.
 */
import { join } from 'node:path';
import { anySignal } from '../../core/any-signal.ts';
import { HostError } from '../../core/errors.ts';
import { makeDirectories } from '../../host/local/files.ts';
import { type Collector, type CollectorContext, type CollectorCost, NO_COST } from '../collector/collector.ts';
import { inTime, type Outcome } from './in-time.ts';
import type { CollectorRecord } from './manifest.ts';

interface Running {
  readonly collector: Collector;
  /** Aborted when it is given up. */
  readonly given: AbortController;
  isStarted: boolean;
}

/** A collector that could not write, and why. */
interface Unwritten {
  readonly path: string;
  readonly outcome: { readonly failure: string; readonly error?: unknown };
}

export class Runner {
  /** Sentences on what failed. */
  readonly missing: string[] = [];
  private readonly all: readonly Running[];
  private readonly patience: number;

  /** @param patience for each phase, in s */
  constructor(collectors: readonly Collector[], patience: number) {
    this.all = collectors.map((collector) => ({
      collector,
      given: new AbortController(),
      isStarted: false,
    }));
    this.patience = patience;
  }

  /** One after the other, so that what each makes is its own; those that cannot are left out. @throws the signals' reason */
  async start(context: CollectorContext, giveUp?: AbortSignal): Promise<void> {
    for (const running of this.all) {
      context.signal.throwIfAborted();
      giveUp?.throwIfAborted();
      const signal = anySignal(context.signal, running.given.signal);
      const limit = this.patience + 2 * context.interval;
      const outcome = await inTime(limit, () => running.collector.start({ ...context, signal }));
      running.isStarted = this.settle(running, 'start', outcome);
    }
  }

  /** All at once. @param interval in s: who waits for a sample may take so much longer */
  async stop(interval: number): Promise<void> {
    await Promise.all(
      this.started().map(async (running) => {
        const outcome = await inTime(this.patience + 2 * interval, () => running.collector.stop());
        this.settle(running, 'stop', outcome);
      }),
    );
  }

  /** Each into a directory of its own. @throws HostError that names those that could not */
  async write(directory: string): Promise<void> {
    const unwritten: Unwritten[] = [];
    for (const running of this.started()) {
      const path = join(directory, running.collector.name);
      const outcome = await inTime(this.patience, () => writeTo(path, running.collector));
      this.settle(running, 'write', outcome);
      if ('failure' in outcome) unwritten.push({ path, outcome });
    }
    if (unwritten.length > 0) throw notWritten(unwritten);
  }

  records(): CollectorRecord[] {
    return this.all.map(({ collector, isStarted }) => ({
      name: collector.name,
      started: isStarted,
      ...costOf(collector),
    }));
  }

  /** Lets go whatever they still hold. */
  giveUp(): void {
    for (const { given } of this.all) given.abort(new Error('the run is over'));
  }

  private started(): Running[] {
    return this.all.filter(({ isStarted }) => isStarted);
  }

  /** @returns whether it went well */
  private settle({ collector, given }: Running, phase: string, outcome: Outcome<void>): boolean {
    if (!('failure' in outcome)) return true;
    this.missing.push(`collector '${collector.name}' failed to ${phase}: ${outcome.failure}`);
    if (phase !== 'write') given.abort(new Error(outcome.failure));
    return false;
  }
}

async function writeTo(path: string, collector: Collector): Promise<void> {
  await makeDirectories(path);
  await collector.write(path);
}

function notWritten(unwritten: readonly Unwritten[]): HostError {
  const target = unwritten.map(({ path }) => path).join(', ');
  const errors = unwritten.map(({ outcome }) => outcome.error);
  const errno = errors.find((error) => error instanceof HostError)?.errno;
  const stderr = unwritten.map(({ outcome }) => outcome.failure).join('; ');
  const host = 'local:';
  return new HostError({ host, operation: 'write', target, ...(errno ? { errno } : { stderr }) }, { cause: errors[0] });
}

/** A collector of one's own may have none. */
function costOf(collector: Collector): CollectorCost {
  try {
    const { cpuSeconds, bytes, dropped } = collector.cost();
    return { cpuSeconds, bytes, dropped };
  } catch {
    return NO_COST;
  }
}

import { monotonic, NS_PER_SECOND } from '../core/clock.ts';
import type { Progress } from '../report/progress.ts';
import { estimate, mayBegin, sameBlock } from './budget.ts';
import { conditionText } from './condition.ts';
import { namesOf } from './names-of.ts';
import type { PlannedTrial } from './order.ts';
import type { Prepared } from './prepare.ts';
import type { RunParts } from './run-parts.ts';
import { runTrial } from './run-trial.ts';
import type { RunnableSpec } from './spec.ts';
import type { Store } from './store.ts';
import type { Trial } from './trial.ts';

/** All that a run goes by. */
export interface Running {
  readonly parts: RunParts;
  readonly spec: RunnableSpec;
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly prepared: Prepared;
  readonly progress: (progress: Progress) => void;
  readonly onTrial: (trial: Trial) => void;
}

/** Runs one trial after another, as long as the budget lasts. @throws as runTrial */
export async function runPending({ parts, spec, store, signal, prepared, ...tell }: Running): Promise<void> {
  const { run, pending } = prepared;
  const done = [...prepared.done];
  const start = monotonic();
  for (const [index, planned] of pending.entries()) {
    const elapsed = Number(monotonic() - start) / NS_PER_SECOND;
    if (spec.budget !== undefined && !mayBegin(spec.budget, standing(done, pending.slice(index), elapsed))) break;
    signal.throwIfAborted();
    const trial = await runTrial(parts, { planned, spec, store, run, names: namesOf(done) }, signal);
    done.push(trial);
    tell.onTrial(trial);
    tell.progress(progressOf(done, pending.length - index - 1));
  }
}

function standing(done: readonly Trial[], pending: readonly PlannedTrial[], elapsed: number) {
  const [next] = pending;
  const isBegun = done.some((trial) => sameBlock(trial, next!));
  const betweenBlocks = !isBegun && done.some(({ warmUp }) => !warmUp);
  return { pending, took: done.map(({ seconds }) => seconds), elapsed, betweenBlocks };
}

function progressOf(done: readonly Trial[], left: number): Progress {
  const took = done.map(({ seconds }) => seconds);
  const spent = took.reduce((sum, seconds) => sum + seconds, 0);
  const steps = done.length + left;
  return { done: spent, total: spent + estimate(left, took), step: done.length, steps, note: noteOf(done.at(-1)!) };
}

const noteOf = ({ condition, status }: Trial): string =>
  status === 'failed' ? `${conditionText(condition)} failed` : conditionText(condition);

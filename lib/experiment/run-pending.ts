import type { Progress } from '../report/progress.ts';
import { estimate, mayBegin, sameBlock } from './budget.ts';
import { conditionText } from './condition.ts';
import { namesOf } from './names-of.ts';
import type { PlannedTrial } from './order.ts';
import type { Prepared } from './prepare.ts';
import type { RunParts } from './run-parts.ts';
import { runTrial } from './run-trial.ts';
import type { RunnableSpec } from './spec.ts';
import { stopwatch } from './stopwatch.ts';
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
  const took = done.map(({ seconds }) => seconds);
  const elapsed = stopwatch();
  for (const [index, planned] of pending.entries()) {
    const standing = {
      pending: pending.slice(index),
      took,
      elapsed: elapsed(),
      betweenBlocks: isBetween(done, planned),
    };
    if (spec.budget !== undefined && !mayBegin(spec.budget, standing)) break;
    signal.throwIfAborted();
    const all = stopwatch();
    const trial = await runTrial(parts, { planned, spec, store, run, names: namesOf(done) }, signal);
    took.push(all()); // with what is done before and after its function
    done.push(trial);
    tell.onTrial(trial);
    tell.progress(progressOf(trial, took, pending.length - index - 1));
  }
}

/** Blocks are whole: of the next trial's none was run, and one before it was. */
const isBetween = (done: readonly Trial[], next: PlannedTrial): boolean =>
  done.some(({ warmUp }) => !warmUp) && !done.some((trial) => sameBlock(trial, next));

function progressOf(last: Trial, took: readonly number[], left: number): Progress {
  const spent = took.reduce((sum, seconds) => sum + seconds, 0);
  const [step, steps] = [took.length, took.length + left];
  return { done: spent, total: spent + estimate(left, took), step, steps, note: noteOf(last) };
}

const noteOf = ({ condition, status }: Trial): string =>
  status === 'failed' ? `${conditionText(condition)} failed` : conditionText(condition);

import { HostError, RunError } from '../core/errors.ts';
import { reasonOf, type UndoOutcome } from '../core/undo.ts';
import { logFile } from '../host/local/log-file.ts';
import { attempt } from './attempt.ts';
import { checkMeasures, checkUnits } from './check-measures.ts';
import { freshDirectory, keepTrial } from './keep.ts';
import { actionText, standingNow } from './left-behind.ts';
import { startMeter } from './meter.ts';
import type { PlannedTrial } from './order.ts';
import type { RunParts } from './run-parts.ts';
import type { RunnableSpec } from './spec.ts';
import type { Store } from './store.ts';
import type { Trial } from './trial.ts';
import { trialText } from './trial-text.ts';

/** A trial that is to be run, and what is known when it is its turn. */
export interface TrialTask {
  readonly planned: PlannedTrial;
  readonly spec: RunnableSpec;
  readonly store: Store;
  readonly run: number;
  /** Of the measures, once they are known. */
  readonly names?: readonly string[];
}

/**
 * Runs one trial, undoes what it left behind, and keeps it. One that throws here is not kept, and will be run again.
 *
 * @throws InputError for measures that cannot be used. @throws the signal's reason
 * @throws RunError 'TRIAL_FAILED' where the experiment is to stop then, 'LEFT_BEHIND' where not all could be undone, 'STUCK' as `attempt`
 */
export async function runTrial(parts: RunParts, task: TrialTask, signal: AbortSignal): Promise<Trial> {
  const { planned, spec, store, run } = task;
  const { path, interrupted } = await freshDirectory(store, planned.trial);
  const undoRest = standingNow(parts);
  const stopMeter = await startMeter(parts.host, parts.owner.pid);
  const outcome = await settled(attempt(act(task, path), { signal, timeout: spec.timeout }));
  const usage = await stopMeter();
  const { actions, failed } = await undoRest();
  if (failed.length > 0) throw leftBehind(planned, failed);
  const judged = judge(outcome, task, signal);
  const trial = { ...planned, ...judged, ...usage, leftBehind: actions.map(actionText), interrupted, run };
  await keepTrial(store, trial);
  await removeIfEmpty(store, path);
  return trial;
}

const act =
  ({ planned, spec }: TrialTask, directory: string) =>
  (signal: AbortSignal) =>
    spec.measure(planned.condition, { ...planned, signal, directory, log: logFile(`${directory}/log.txt`) });

type Outcome = { readonly value: unknown } | { readonly error: unknown };

const settled = (promise: Promise<unknown>): Promise<Outcome> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

function judge(outcome: Outcome, task: TrialTask, signal: AbortSignal): Pick<Trial, 'status' | 'measures' | 'error'> {
  const { planned, names = [] } = task;
  if ('value' in outcome) {
    const measures = checkMeasures(outcome.value, planned, task.names);
    checkUnits(task.spec.units, Object.keys(measures));
    return { status: 'done', measures };
  }
  const { error } = outcome;
  if (signal.aborted || isStuck(error)) throw error;
  if (task.spec.stopOnError) throw trialFailed(planned, error);
  return {
    status: 'failed',
    measures: Object.fromEntries(names.map((name) => [name, Number.NaN])),
    error: reasonOf(error),
  };
}

const isStuck = (error: unknown): boolean => error instanceof RunError && error.code === 'STUCK';

const trialFailed = (planned: PlannedTrial, cause: unknown): RunError =>
  new RunError('TRIAL_FAILED', `${trialText(planned)} failed: ${reasonOf(cause)}`, { cause });

function leftBehind({ trial }: PlannedTrial, failed: readonly UndoOutcome[]): RunError {
  const effects = failed.map(({ action, left }) => `${actionText(action)} (${left})`).join(', ');
  return new RunError('LEFT_BEHIND', `trial ${trial} left behind what could not be undone: ${effects}`);
}

async function removeIfEmpty({ host }: Store, path: string): Promise<void> {
  await host.removeDirectory(path).catch((error: unknown) => {
    if (!(error instanceof HostError && ['ENOTEMPTY', 'EEXIST'].includes(error.errno ?? ''))) throw error;
  });
}

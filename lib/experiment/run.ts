import { resolve } from 'node:path';
import { RunError } from '../core/errors.ts';
import { type OnProgress, progressOn } from '../host/local/progress-line.ts';
import { claimFor, prepare } from './prepare.ts';
import { readResult } from './read.ts';
import type { ExperimentResult } from './result.ts';
import type { RunParts } from './run-parts.ts';
import { runPending } from './run-pending.ts';
import type { RunnableSpec } from './spec.ts';
import { tellKept } from './tell-kept.ts';
import type { Trial } from './trial.ts';

/** What a run listens to, and tells. */
export interface RunTelling {
  readonly signal: AbortSignal;
  readonly onProgress?: OnProgress;
  readonly onTrial?: (trial: Trial) => void;
}

/**
 * Runs the trials that are not done yet, and reads the result from what is on disk then.
 *
 * @throws InputError, VmlabError 'EXPERIMENT_IN_USE', the signal's reason; RunError as `runTrial`, with what there is until then as its `result`
 */
export async function runExperiment(
  parts: RunParts,
  spec: RunnableSpec,
  { signal, onProgress, onTrial = () => {} }: RunTelling,
): Promise<ExperimentResult> {
  signal.throwIfAborted();
  const store = { host: parts.host, directory: resolve(spec.directory) };
  const claimed = await claimFor(parts, store, spec);
  const progress = progressOn(onProgress);
  try {
    const prepared = await prepare(store, spec);
    await runPending({ parts, spec, store, signal, prepared, progress: progress.tell, onTrial });
    return await readResult(store);
  } catch (error) {
    if (!(error instanceof RunError) || signal.aborted) throw error;
    throw new RunError(error.code, error.message, { cause: error.cause, result: await readResult(store) });
  } finally {
    progress.end();
    await claimed.undo();
    if (signal.aborted) await tellKept(parts.host, spec);
  }
}

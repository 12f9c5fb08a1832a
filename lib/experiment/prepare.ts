import { createHash } from 'node:crypto';
import { makeDirectories } from '../host/local/files.ts';
import { claimDirectory } from './claim-directory.ts';
import { checkSameDesign, designOf } from './design.ts';
import { environmentOf } from './environment.ts';
import { keepExperiment, keepRun, moveAside } from './keep.ts';
import { orderOf, type PlannedTrial, pendingOf } from './order.ts';
import type { RunParts } from './run-parts.ts';
import type { RunnableSpec } from './spec.ts';
import { readStored, type Store } from './store.ts';
import type { Trial } from './trial.ts';

/** What is done already, and what is to be done. */
export interface Prepared {
  readonly run: number;
  readonly done: readonly Trial[];
  readonly pending: readonly PlannedTrial[];
}

/**
 * Makes the directory this process's, until the claim is undone, and the experiment's old trials, where `.fresh()` was said, something aside.
 *
 * @throws VmlabError 'EXPERIMENT_IN_USE'
 */
export async function claimFor(parts: RunParts, store: Store, { fresh }: RunnableSpec) {
  await makeDirectories(store.directory);
  const claimed = await claimDirectory(parts, store);
  if (!fresh || !(await store.host.exists(`${store.directory}/experiment.json`))) return claimed;
  await claimed.undo();
  await moveAside(store.host, store.directory, 'before');
  await makeDirectories(store.directory);
  return claimDirectory(parts, store);
}

/** Reads what is there and notes that a run begins. @throws InputError where another experiment is there */
export async function prepare(store: Store, spec: RunnableSpec): Promise<Prepared> {
  const design = designOf(spec);
  const stored = await readStored(store);
  if (stored) checkSameDesign(store.directory, { wanted: design, found: stored.design });
  await keepExperiment(store, { design, units: spec.units });
  const run = (stored?.runs.length ?? 0) + 1;
  const code = createHash('sha256').update(String(spec.measure)).digest('hex');
  const environment = await environmentOf(store.host);
  await keepRun(store, { run, startedAt: new Date().toISOString(), environment, code });
  const done = stored?.trials ?? [];
  return { run, done, pending: pendingOf(orderOf(design), done) };
}

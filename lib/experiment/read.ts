import { resolve } from 'node:path';
import { InputError } from '../core/errors.ts';
import { localHost } from '../host/local/host.ts';
import { factsOf } from './facts-of.ts';
import { type ExperimentResult, resultOf } from './result.ts';
import { readSaved, readStored, type Store } from './store.ts';

/**
 * What an experiment came to so far, from its directory: in another process, later, while it runs.
 *
 * @param directory that it was run in, `experiments/NAME` unless `.in()` said another; or that its result was saved in
 * @throws InputError where there is no experiment
 * @example console.log((await experiment.read('experiments/postcopy')).compare('mode'))
 */
export const readExperiment = (directory: string): Promise<ExperimentResult> =>
  readResult({ host: localHost(), directory: resolve(directory) });

export async function readResult(store: Store): Promise<ExperimentResult> {
  const stored = (await readStored(store)) ?? (await readSaved(store));
  if (stored) return resultOf(factsOf(stored));
  const expected = "an experiment's directory, or one that its result was saved in";
  throw new InputError({ file: store.directory, expected, received: 'neither' });
}

/**
 * Writes what `store.ts` reads.
 */
import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { makeDirectories } from '../host/local/files.ts';
import { move } from '../host/local/move.ts';
import { writeWhole } from '../host/local/write-whole.ts';
import type { RunRecord } from './run-record.ts';
import type { Store, StoredExperiment } from './store.ts';
import type { Trial } from './trial.ts';

export async function keepExperiment({ directory }: Store, experiment: StoredExperiment): Promise<void> {
  await makeDirectories(join(directory, 'runs'));
  await makeDirectories(join(directory, 'trials'));
  await writeWhole(join(directory, 'experiment.json'), json(experiment));
}

export const keepRun = ({ directory }: Store, record: RunRecord): Promise<void> =>
  writeWhole(join(directory, 'runs', `${numbered(record.run)}.json`), json(record));

export const keepTrial = ({ directory }: Store, trial: Trial): Promise<void> =>
  writeWhole(join(directory, 'trials', `${numbered(trial.trial)}.json`), json(trial));

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const numbered = (number: number): string => String(number).padStart(4, '0');

/** A trial's own directory, empty, and how often the trial was begun before: what it kept then is moved aside. */
export async function freshDirectory(
  { host, directory }: Store,
  trial: number,
): Promise<{ readonly path: string; readonly interrupted: number }> {
  const path = join(directory, 'trials', numbered(trial));
  const interrupted = await moveAside(host, path, 'interrupted');
  await host.makeDirectory(path);
  return { path, interrupted };
}

/**
 * Moves a file or directory, where there is one, to `PATH.WHY-1`, or -2 and so on, where that is taken.
 *
 * @returns how many there are now
 */
export async function moveAside(host: Host, path: string, why: string): Promise<number> {
  let taken = 0;
  while (await host.exists(`${path}.${why}-${taken + 1}`)) taken += 1;
  if (!(await host.exists(path))) return taken;
  await move(path, `${path}.${why}-${taken + 1}`);
  return taken + 1;
}

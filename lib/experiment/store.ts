/**
 * An experiment on disk, `DIRECTORY/`: `experiment.json` (design and units), `runs/0001.json` …, `trials/0001.json` … for each trial that has
 * ended, beside it `trials/0001/` with what the trial kept itself, and `trials/0001.interrupted-1/` with what one kept that did not come to its end.
 * Every file is written whole or not at all, so whatever moment it all ends at, what is here is true.
 */
import { join } from 'node:path';
import { InputError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';
import type { Unit } from '../report/report.ts';
import type { Design } from './design.ts';
import type { RunRecord } from './run-record.ts';
import type { Trial } from './trial.ts';

/** What `experiment.json` holds. */
export interface StoredExperiment {
  readonly design: Design;
  readonly units: Readonly<Record<string, Unit>>;
}

/** All that is known of an experiment. */
export interface Stored extends StoredExperiment {
  readonly runs: readonly RunRecord[];
  /** In their order, warm-ups too. */
  readonly trials: readonly Trial[];
}

/** Where one experiment is kept. */
export interface Store {
  readonly host: Host;
  /** Absolute: what is to be undone may be so by another process, elsewhere. */
  readonly directory: string;
}

/** Undefined where none was begun. @throws HostError. @throws InputError for a file that is not vmlab's */
export async function readStored(store: Store): Promise<Stored | undefined> {
  const file = join(store.directory, 'experiment.json');
  if (!(await store.host.exists(file))) return undefined;
  const experiment = await readJson<StoredExperiment>(store.host, file);
  const runs = await readNumbered<RunRecord>(store, 'runs');
  const trials = await readNumbered<StoredTrial>(store, 'trials');
  return { ...experiment, runs, trials: trials.map(fromStored) };
}

/** From a result that was saved elsewhere. Undefined where there is none. */
export async function readSaved({ host, directory }: Store): Promise<Stored | undefined> {
  const file = join(directory, 'result.json');
  if (!(await host.exists(file))) return undefined;
  const { design, units, runs, warmUps, trials } = await readJson<Stored & { warmUps: StoredTrial[] }>(host, file);
  return design && { design, units, runs, trials: [...warmUps, ...trials].map(fromStored) };
}

/** A number that is not known is null in JSON. */
type StoredTrial = Trial & { readonly measures: Readonly<Record<string, number | null>> };

const fromStored = (trial: StoredTrial): Trial => ({
  ...trial,
  measures: Object.fromEntries(Object.entries(trial.measures).map(([name, value]) => [name, value ?? Number.NaN])),
  others: trial.others ?? Number.NaN,
});

/** One file after another: there may be more of them than a process may open. */
async function readNumbered<Record>({ host, directory }: Store, kind: 'runs' | 'trials'): Promise<Record[]> {
  const path = join(directory, kind);
  const names = (await host.exists(path)) ? await host.list(path) : [];
  const records: Record[] = [];
  for (const name of names.filter((name) => /^\d+\.json$/.test(name)).sort(byNumber))
    records.push(await readJson<Record>(host, join(path, name)));
  return records;
}

const byNumber = (one: string, other: string): number => Number.parseInt(one, 10) - Number.parseInt(other, 10);

async function readJson<Value>(host: Host, file: string): Promise<Value> {
  const text = await host.readFile(file);
  try {
    return JSON.parse(text) as Value;
  } catch (cause) {
    throw new InputError({ file, expected: 'JSON, as vmlab wrote it', received: text.slice(0, 80) }, { cause });
  }
}

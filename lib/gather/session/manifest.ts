/**
 * What a directory of raw output is of: all that is needed to read it elsewhere, later.
 */
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { writeWhole } from '../../host/local/write-whole.ts';
import type { HostFacts } from '../../trace/trace.ts';
import type { CollectorCost } from '../collector/collector.ts';
import { readJson } from '../raw/json-file.ts';
import type { GatherSection } from '../section.ts';
import type { CommandOutcome } from './commands.ts';

const FILE = 'gather.json';
const FORMAT = 1;

/** Each collector, and whether it measured at all. */
export interface CollectorRecord extends CollectorCost {
  readonly name: string;
  readonly started: boolean;
}

/** How good the wall clock was: CLOCK_REALTIME, errors in s as adjtimex(2) has them; null where nobody knows. */
export interface ClockFacts {
  readonly synchronized: boolean | null;
  readonly maximumError: number | null;
}

export interface Manifest {
  readonly uri: string;
  readonly host: HostFacts;
  /** How the host's rows are called. */
  readonly hostName: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly clock: ClockFacts;
  /** When all measured, ISO 8601. */
  readonly startedAt: string;
  /** From then until the end was told, in s of CLOCK_MONOTONIC. */
  readonly seconds: number;
  readonly interval: number;
  readonly sections: readonly GatherSection[];
  readonly commands: readonly CommandOutcome[];
  readonly collectors: readonly CollectorRecord[];
  /** CPU time of this process's main thread during the run, s: that of the collectors, and of the script that started it. */
  readonly mainThreadSeconds: number;
  /** A sentence each. */
  readonly missing: readonly string[];
}

/** Whole, or not at all. @throws HostError */
export const writeManifest = (directory: string, manifest: Manifest): Promise<void> =>
  writeWhole(join(directory, FILE), `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`);

/** @throws HostError where there is none; InputError for one of another kind */
export async function readManifest(directory: string): Promise<Manifest> {
  const file = join(directory, FILE);
  const { format, ...manifest } = await readJson<Manifest & { readonly format: number }>(file, REQUIRED);
  if (format !== FORMAT) throw new InputError({ file, expected: `format ${FORMAT}`, received: format });
  return { ...manifest, collectors: manifest.collectors.map(withoutNull) };
}

const REQUIRED = ['format', 'startedAt', 'sections', 'collectors', 'commands', 'missing'] as const;

/** `NaN`, "not known", is null in JSON. */
const withoutNull = (record: CollectorRecord): CollectorRecord => ({
  ...record,
  cpuSeconds: record.cpuSeconds ?? Number.NaN,
});

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
  const { format, ...manifest } = await readJson<Manifest & { readonly format: number }>(file, ['format', ...MEMBERS]);
  if (format !== FORMAT) throw new InputError({ file, expected: `format ${FORMAT}`, received: format });
  const wrong = MEMBERS.find((name) => !isAsWritten(manifest, name));
  if (wrong !== undefined)
    throw new InputError({ file, column: wrong, expected: TYPES[wrong], received: manifest[wrong] });
  return { ...manifest, collectors: manifest.collectors.map(withoutNull) };
}

/** As errors name it. */
const TYPES = {
  uri: 'a string',
  host: 'an object',
  hostName: 'a string',
  versions: 'an object',
  clock: 'an object',
  startedAt: 'a string',
  seconds: 'a number',
  interval: 'a number',
  sections: 'a list of strings',
  commands: 'a list of objects',
  collectors: 'a list of objects',
  missing: 'a list of strings',
} as const satisfies Partial<Record<keyof Manifest, string>>;

const MEMBERS = Object.keys(TYPES) as (keyof typeof TYPES)[];

const IS: Readonly<Record<(typeof TYPES)[keyof typeof TYPES], (value: unknown) => boolean>> = {
  'a string': (value) => typeof value === 'string',
  'a number': (value) => typeof value === 'number',
  'an object': isObject,
  'a list of strings': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  'a list of objects': (value) => Array.isArray(value) && value.every(isObject),
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isAsWritten = (manifest: Omit<Manifest, 'format'>, name: keyof typeof TYPES): boolean =>
  IS[TYPES[name]](manifest[name]);

/** `NaN`, "not known", is null in JSON. */
const withoutNull = (record: CollectorRecord): CollectorRecord => ({
  ...record,
  cpuSeconds: record.cpuSeconds ?? Number.NaN,
});

/**
 * Raw output, read: on any machine, at any time.
 */
import { join } from 'node:path';
import { type Duration, formatDuration, parseDuration } from '../core/units.ts';
import type { CollectorName } from './collector/choose.ts';
import type { Collector, ParsedOutput } from './collector/collector.ts';
import { builtIn } from './collectors/built-in.ts';
import type { GatherFigures } from './result/figures.ts';
import { type GatherResult, gatherResult } from './result/result.ts';
import { type GatherTable, mergeTables } from './result/table.ts';
import { isSection, SECTIONS } from './section.ts';
import type { CommandOutcome } from './session/commands.ts';
import { inTime } from './session/in-time.ts';
import { type CollectorRecord, type Manifest, readManifest } from './session/manifest.ts';
import { checkCollector } from './session/options.ts';

/** How raw output is read. */
export interface ParseGatheredOptions {
  /** Those of one's own that wrote there. */
  readonly collectors?: readonly Collector[];
  /** How long each may take; 10 min unless told. */
  readonly patience?: Duration;
}

/**
 * Reads what `write` wrote. Needs nothing but the directory: neither the VMs, nor the machine that they were on. What cannot be read is named in `missing`.
 *
 * @throws HostError where there is no such directory; InputError where `gather.json` is not vmlab's
 * @example console.log(await gather.parse('runs/nightly'));
 */
export const parse = async (directory: string, options: ParseGatheredOptions = {}): Promise<GatherResult> =>
  gatherResult(await figuresIn(directory, options));

const PATIENCE: Duration = '10min';

/** The same, as data. */
export async function figuresIn(directory: string, options: ParseGatheredOptions): Promise<GatherFigures> {
  const manifest = await readManifest(directory);
  const own = (options.collectors ?? []).map(checkCollector);
  const patience = parseDuration(options.patience ?? PATIENCE, 'how long each may take');
  const started = manifest.collectors.filter(({ started }) => started);
  const outputs = await Promise.all(started.map(({ name }) => parseOne({ directory, name, own, patience })));
  return figuresOf(manifest, outputs);
}

interface ParseOne {
  readonly directory: string;
  readonly name: string;
  readonly own: readonly Collector[];
  readonly patience: number;
}

async function parseOne({ directory, name, own, patience }: ParseOne): Promise<ParsedOutput> {
  const collector = own.find((each) => each.name === name) ?? ownOf(name);
  if (collector === undefined) return missing(`what '${name}' wrote: parse needs that collector to read it`);
  const outcome = await inTime(patience, () => collector.parse(join(directory, name)));
  return 'value' in outcome ? outcome.value : missing(`what '${name}' wrote could not be read: ${outcome.failure}`);
}

const ownOf = (name: string): Collector | undefined =>
  Object.hasOwn(builtIn, name) ? builtIn[name as CollectorName]() : undefined;

const missing = (sentence: string): ParsedOutput => ({ tables: [], missing: [sentence] });

function figuresOf(manifest: Manifest, outputs: readonly ParsedOutput[]): GatherFigures {
  const { sections } = manifest;
  const isWanted = ({ section }: { readonly section: string }) => !isSection(section) || sections.includes(section);
  const tables = inOrder(mergeTables(outputs.flatMap((output) => output.tables).filter(isWanted)));
  return {
    ...manifest,
    tables,
    series: outputs.flatMap(({ series = [] }) => series).filter(isWanted),
    missing: [
      ...manifest.missing,
      ...outputs.flatMap((output) => output.missing ?? []),
      ...sections.filter((section) => !tables.some((table) => table.section === section)).map(nothingOf),
      ...manifest.collectors.flatMap(droppedBy),
      ...manifest.commands.flatMap(failureOf),
    ],
  };
}

const nothingOf = (section: string): string => `${section}: nothing was gathered of it`;

/** Those that vmlab knows, then others. */
const inOrder = (tables: readonly GatherTable[]): GatherTable[] =>
  [...tables].sort((one, other) => placeOf(one) - placeOf(other));

function placeOf({ section }: GatherTable): number {
  const place = (SECTIONS as readonly string[]).indexOf(section);
  return place < 0 ? SECTIONS.length : place;
}

const droppedBy = ({ name, dropped }: CollectorRecord): string[] =>
  dropped === 0 ? [] : [`collector '${name}' had no room for ${dropped} of its samples or lines`];

const failureOf = ({ vm, failure, seconds }: CommandOutcome): string[] =>
  failure === '' ? [] : [`the command in ${vm}, after ${formatDuration(seconds)}: ${failure}`];

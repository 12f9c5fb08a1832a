/**
 * How fast recordings are read, and in how much memory: the bytes against csv-parse, in turns in one run; and peak memory of
 * a child process that reads a file of 200 MB and 40 domains (a day of them).
 */
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, readRecording, readTrace } from '../../lib/trace/format/read.ts';
import { type Source, sourceOf } from '../../lib/trace/format/source.ts';
import { virtTopLines, virtTopText } from '../fixtures/generate-virt-top.ts';

const MB = 1e6;
const DOMAINS = 40;
const FILE_BYTES = 200 * MB;
const ROUNDS = 5;

export interface ReadBench {
  /** MB per CPU-second, medians of the rounds. */
  readonly speed: { readonly [way: string]: number };
  /** How many times csv-parse's speed, for one row's trace and for a whole recording. */
  readonly ratio: { readonly trace: number; readonly recording: number };
  /** Peak resident memory in MB of the process that read 200 MB. */
  readonly peak: { readonly [way: string]: number };
  /** The columns of the whole recording, in MB. */
  readonly columns: number;
}

/** Measures and prints; see ReadBench. The bars: ratio ≥ 10, peak ≤ 200 MB for trace and describe, ≤ columns + 150 MB for all. */
export async function benchRead(): Promise<ReadBench> {
  const speed = await speeds();
  const ratio = {
    trace: speed.trace! / speed['trace by csv-parse']!,
    recording: speed.recording! / speed['recording by csv-parse']!,
  };
  const { peak, columns } = await peaks();
  print('MB per CPU-second', speed);
  print('times csv-parse (bar: 10)', ratio);
  print(`peak MB, of a file of 200 MB (bars: 200, 200, ${(columns + 150).toFixed(0)})`, peak);
  return { speed, ratio, peak, columns };
}

function print(what: string, figures: { readonly [way: string]: number }): void {
  const list = Object.entries(figures).map(([way, figure]) => `${way} ${figure.toFixed(1)}`);
  console.log(`${what}: ${list.join(', ')}`);
}

async function speeds(): Promise<Record<string, number>> {
  const text = new TextEncoder().encode(virtTopText(DOMAINS, 3400, 1)); // some 10 MB
  const source = sourceOf('bench.csv', text);
  const ways: Record<string, () => Promise<unknown>> = {
    trace: () => readTrace(source, 2),
    recording: () => readRecording(source),
    'trace by csv-parse': () => readTrace(source, 2, { parser: 'csv-parse' }),
    'recording by csv-parse': () => readRecording(source, { parser: 'csv-parse' }),
  };
  const figures: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++)
    for (const [way, read] of Object.entries(ways)) {
      figures[way] ??= [];
      figures[way].push(text.length / MB / (await cpuSeconds(read)));
    }
  return Object.fromEntries(Object.entries(figures).map(([way, list]) => [way, median(list)]));
}

async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] as number;

async function peaks(): Promise<Pick<ReadBench, 'peak' | 'columns'>> {
  const folder = await mkdtemp(join(tmpdir(), 'vmlab-bench-'));
  try {
    const file = join(folder, 'day.csv');
    await pipeline(Readable.from(day()), createWriteStream(file));
    const peak: Record<string, number> = {};
    let columns = 0;
    for (const way of Object.keys(READS)) {
      const result = await inChild(way, file);
      peak[way] = result.peak;
      columns = result.columns || columns;
    }
    return { peak, columns };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function* day(): Generator<string> {
  let bytes = 0;
  for (const line of virtTopLines(DOMAINS, 1)) {
    yield line;
    bytes += line.length;
    if (bytes >= FILE_BYTES) return;
  }
}

/** What a child process does; each gives the MB of the columns that it holds, where that matters. */
const READS: Record<string, (source: Source) => Promise<number>> = {
  trace: async (source) => {
    await readTrace(source, 2);
    return 0;
  },
  describe: async (source) => {
    await describe(source);
    return 0;
  },
  recording: async (source) => {
    const { traces } = (await readRecording(source)).recording;
    return (traces.length * 6 + 1) * ((traces[0]?.interval.byteLength ?? 0) / MB);
  },
};

async function inChild(way: string, file: string): Promise<{ peak: number; columns: number }> {
  const argv = [...process.execArgv, fileURLToPath(import.meta.url), way, file];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  return JSON.parse(stdout);
}

async function child(way: string, file: string): Promise<void> {
  const { size } = await stat(file);
  const columns = await READS[way]?.({ name: file, size, open: () => createReadStream(file) });
  console.log(JSON.stringify({ peak: (process.resourceUsage().maxRSS * 1024) / MB, columns }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [way, file] = process.argv.slice(2);
  if (way && file) await child(way, file);
  else await benchRead();
}

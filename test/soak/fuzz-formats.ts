/**
 * 100,000 damaged files into every reader: no crash, no hang, no exception that is not an InputError; and the fast path and
 * csv-parse agree. Run with `node --import tsx test/soak/fuzz-formats.ts [files] [seed]`; a failure is repeated with its seed.
 */
import assert from 'node:assert/strict';
import { InputError } from '../../lib/core/errors.ts';
import { detectFormat } from '../../lib/trace/format/detect.ts';
import { readMemoryRecord } from '../../lib/trace/format/memory-record.ts';
import { describe, readRecording, readTrace } from '../../lib/trace/format/read.ts';
import { readRescoin } from '../../lib/trace/format/rescoin/read.ts';
import type { Source } from '../../lib/trace/format/source.ts';
import { writeTidy } from '../../lib/trace/format/tidy/write.ts';
import { readVirtTop } from '../../lib/trace/format/virt-top/read.ts';
import type { Recording } from '../../lib/trace/trace.ts';
import { randomOf, virtTopText } from '../fixtures/generate-virt-top.ts';
import { assertSameBits } from '../fixtures/same-bits.ts';

const SLOWEST_MS = 5000;

export async function fuzzFormats(files: number, seed: number): Promise<void> {
  console.log(`${files} damaged files, seed ${seed}`);
  const originals = await originalTexts();
  const tally = { read: 0, refused: 0 };
  for (let file = 0; file < files; file++) {
    const random = randomOf(seed + file);
    const bytes = damaged(pickOne(originals, random), originals, random);
    const started = performance.now();
    await tryAll(`seed ${seed}, file ${file}`, bytes, random, tally);
    assert.ok(performance.now() - started < SLOWEST_MS, `seed ${seed}, file ${file} took over ${SLOWEST_MS} ms`);
    if ((file + 1) % 20_000 === 0) console.log(`${file + 1} files: ${tally.read} read, ${tally.refused} refused`);
  }
}

async function originalTexts(): Promise<Uint8Array[]> {
  const virtTop = virtTopText(3, 12, 1);
  const { recording } = await readVirtTop(sourceOf(encode(virtTop), () => 1));
  const tidy = [...writeTidy(recording)].join('');
  const quoted = virtTop.replaceAll('mig_1', '"web ""1"", old"').replaceAll('\n', '\r\n');
  const rescoin = Array.from(
    { length: 20 },
    (_, step) => `${1400000000 + 10 * step} ${step} 5.00   1.00 0.00 3.20 0.1 -9e20`,
  );
  return [virtTop, virtTop, quoted, tidy, '4347624\n4348628\n4348012', `${rescoin.join('\n')}\n`].map(encode);
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type Random = () => number;
const below = (limit: number, random: Random): number => Math.floor(random() * limit);
const pickOne = <T>(list: readonly T[], random: Random): T => list[below(list.length, random)] as T;

type Damage = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const DAMAGES: readonly Damage[] = [
  function flipBit(bytes, random) {
    const copy = bytes.slice();
    const at = below(copy.length, random);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8, random));
    return copy;
  },
  function truncate(bytes, random) {
    return bytes.slice(0, below(bytes.length, random));
  },
  function insert(bytes, random) {
    const odd = pickOne(
      ['"', '""', ',', '\n', '\r', '\0', '-', 'e', '1e400', ' ', '\ufeff', '""",', '9'.repeat(400)],
      random,
    );
    return spliced(bytes, below(bytes.length, random), encode(odd), 0);
  },
  function doubleLine(bytes, random) {
    const [from, to] = lineAt(bytes, below(bytes.length, random));
    return spliced(bytes, to, bytes.slice(from, to), 0);
  },
  function dropLine(bytes, random) {
    const [from, to] = lineAt(bytes, below(bytes.length, random));
    return spliced(bytes, from, new Uint8Array(0), to - from);
  },
  function splice(bytes, random, other) {
    const from = below(other.length, random);
    return spliced(
      bytes,
      below(bytes.length, random),
      other.slice(from, from + below(300, random)),
      below(300, random),
    );
  },
];

function damaged(bytes: Uint8Array, originals: readonly Uint8Array[], random: Random): Uint8Array {
  let result = bytes;
  for (let count = 1 + below(4, random); count > 0; count--)
    result = pickOne(DAMAGES, random)(result, random, pickOne(originals, random));
  return result;
}

function lineAt(bytes: Uint8Array, at: number): [number, number] {
  const end = bytes.indexOf(10, at);
  return [bytes.lastIndexOf(10, at - 1) + 1, end < 0 ? bytes.length : end + 1];
}

const spliced = (bytes: Uint8Array, at: number, added: Uint8Array, removed: number): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);

async function tryAll(where: string, bytes: Uint8Array, random: Random, tally: { read: number; refused: number }) {
  const source = sourceOf(bytes, random);
  const onBadCell = pickOne(['throw', 'report'] as const, random);
  const options = { onBadCell, blocks: pickOne([undefined, 'bytes', 'requests'] as const, random) };
  const attempts: (() => Promise<unknown>)[] = [
    () => detectFormat(source),
    () => readTrace(source, pickOne([1, 3, 'mig_0', 'web "1", old'], random), options),
    () => describe(source, options),
    () => readMemoryRecord(source, { onBadCell }),
    () => readRescoin(source, { onBadCell, cpus: 4, memory: '8G' }),
  ];
  for (const attempt of attempts) (await result(where, attempt)) ? tally.read++ : tally.refused++;
  const fast = await result(where, () => readRecording(source, options));
  const format = 'virt-top' as const;
  const reference = await result(where, () => readRecording(source, { ...options, format, parser: 'csv-parse' }));
  if (fast && (await result(where, () => detectFormat(source))) === format) agree(where, fast, reference);
}

/** What it gave, or undefined if it was refused as it should be. */
async function result<T>(where: string, attempt: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw new Error(`${where}: not an InputError`, { cause: error });
  }
}

type Read = { recording: Recording; repairs: unknown };

function agree(where: string, fast: Read, reference: Read | undefined): void {
  assert.ok(reference, `${where}: read on the bytes, but refused by way of csv-parse`);
  assert.deepEqual(fast.repairs, reference.repairs, where);
  for (const [index, trace] of fast.recording.traces.entries()) {
    const other = reference.recording.traces[index];
    assert.ok(other, where);
    assertSameBits(trace, other);
  }
}

/** In chunks of odd sizes. */
const sourceOf = (bytes: Uint8Array, random: Random): Source => ({
  name: 'damaged.csv',
  async *open() {
    const size = 1 + below(bytes.length + 1, random);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  },
});

if (process.argv[1]?.endsWith('fuzz-formats.ts')) {
  const [files = '100000', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
  await fuzzFormats(Number(files), Number(seed));
  console.log('no crash, no hang, nothing but InputErrors');
}

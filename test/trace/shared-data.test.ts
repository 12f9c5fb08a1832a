/** Checks against real recordings, where they are: they are no part of the repository. */
import assert from 'node:assert/strict';
import { createReadStream, existsSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { readMemoryRecord } from '../../lib/trace/format/memory-record.ts';
import { describe, readRecording, readTrace } from '../../lib/trace/format/read.ts';
import { readRescoin } from '../../lib/trace/format/rescoin/read.ts';
import { writeRescoin } from '../../lib/trace/format/rescoin/write.ts';
import type { Source } from '../../lib/trace/format/source.ts';
import { durationOf } from '../../lib/trace/trace.ts';
import { withMemory } from '../../lib/trace/with-memory.ts';
import { assertSameBits } from '../fixtures/same-bits.ts';

const DATA = new URL('../../../shared/data/', import.meta.url);

function real(name: string, t: TestContext): Source | undefined {
  const url = new URL(name, DATA);
  if (existsSync(url)) return { name, open: () => createReadStream(url) };
  t.skip(`the real recording ${name} is not on this machine`);
  return undefined;
}

async function textOf(source: Source): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.open()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('record.csv: 962 steps that sum to what its Time column says', async (t) => {
  const source = real('replay_tools/record.csv', t);
  if (!source) return;
  const { trace, repairs, start } = await readTrace(source, 1);
  assert.equal(trace.name, 'mig_0');
  assert.equal(trace.interval.length, 962);
  assert.equal(trace.interval[0], 0);
  assert.ok(Math.abs(durationOf(trace) - 666) < 0.1);
  assert.ok(Math.abs((trace.cpu[1] as number) - (7.45016267971 / 100) * 208) < 1e-8);
  assert.deepEqual([repairs, start], [[], '12:12:46']);
});

test('record.csv: bytes and csv-parse give the same recording to the bit, and one row the same as all', async (t) => {
  const source = real('replay_tools/record.csv', t);
  if (!source) return;
  const { recording } = await readRecording(source);
  const reference = await readRecording(source, { parser: 'csv-parse' });
  for (const [index, trace] of recording.traces.entries()) {
    assertSameBits(trace, reference.recording.traces[index]!);
    assertSameBits((await readTrace(source, trace.name)).trace, trace);
  }
});

test('memory_usage_vm0_1 joins record.csv by time', async (t) => {
  const source = real('replay_tools/record.csv', t);
  const memory = real('replay_tools/memory_usage_vm0_1', t);
  if (!source || !memory) return;
  const record = await readMemoryRecord(memory);
  const { trace } = await readTrace(source, 1);
  assert.equal(withMemory(trace, record).memory[1], 4347624 * 1024);
});

test('a third domain that comes late is row 3, and requests are told from bytes', async (t) => {
  const source = real('virt-top/three-domains-requests.csv', t);
  if (!source) return;
  const { trace } = await readTrace(source, 3, { requestSize: '4K' });
  assert.equal(trace.name, 'late-1');
  assert.equal(
    trace.cpu.findIndex((cores) => cores > 0),
    26,
  );
  const { warnings } = await describe(source, { blocks: 'bytes' });
  assert.match(warnings.join(), /look like requests/);
});

test('columns dropped by --no-csv-mem are found by the header', async (t) => {
  const source = real('virt-top/two-domains-no-csv-mem.csv', t);
  if (!source) return;
  const { recording, repairs } = await readRecording(source);
  assert.deepEqual(
    recording.traces.map(({ name, read }) => [name, read[1]]),
    [
      ['web-1', 2097152],
      ['late-1', 2097152],
    ],
  );
  assert.deepEqual(repairs, []);
  assert.deepEqual((await describe(source)).warnings, []);
});

test("ResCoin's gtp.rst: its disk columns are an overflow, and are counted", async (t) => {
  const source = real('rescoin/gtp.rst', t);
  if (!source) return;
  const { trace, repairs } = await readRescoin(source, { cpus: 4, memory: '8GiB' });
  assert.equal(trace.interval.length, 1087);
  assert.equal(trace.cpu[0], 4);
  assert.ok(trace.read.every(Number.isNaN) && trace.write.every(Number.isNaN));
  assert.ok(trace.rx.every((bytes) => bytes >= 0));
  assert.deepEqual(
    repairs.map(({ kind, count }) => [kind, count]),
    [['overflow', 2 * 1087]],
  );
});

for (const name of ['gtp', 'vmaster', 'vslave01'])
  test(`${name}.rst is written again as it stood, but for what overflowed`, async (t) => {
    const source = real(`rescoin/${name}.rst`, t);
    if (!source) return;
    const totals = { cpus: 4, memory: '8GiB' };
    const { trace, start } = await readRescoin(source, totals);
    const written = [...writeRescoin(trace, { ...totals, start: Date.parse(start) / 1000 })].join('');
    const lines = (text: string) => text.split('\n').map((line) => line.trim().split(/ +/).join(' '));
    const original = await textOf(source);
    assert.deepEqual(lines(written), lines(original.replaceAll(/-\d{10,}\.\d\d/g, 'nan')));
  });

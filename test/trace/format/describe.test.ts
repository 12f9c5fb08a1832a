import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe, readRecording } from '../../../lib/trace/format/read.ts';
import { sourceOf } from '../../../lib/trace/format/source.ts';
import { writeTidy } from '../../../lib/trace/format/tidy/write.ts';
import { summarize } from '../../../lib/trace/summary.ts';
import { totals } from '../../../lib/trace/totals.ts';
import { virtTopText } from '../../fixtures/generate-virt-top.ts';

const SOURCE = sourceOf('record.csv', virtTopText(3, 200, 7));

test('describe tells the rows, lengths, totals and sparklines of a virt-top file', async () => {
  const { recording } = await readRecording(SOURCE);
  const description = await describe(SOURCE);
  assert.equal(description.format, 'virt-top');
  assert.equal(description.steps, 200);
  assert.ok(Math.abs(description.duration - 199 * 1.0003) < 1e-6);
  assert.deepEqual(
    description.domains.map(({ row, name, ids, steps }) => [row, name, ids[0], steps]),
    [
      [1, 'mig_0', '110165', 199],
      [2, 'mig_1', '110166', 199],
      [3, 'mig_2', '110167', 199],
    ],
  );
  const [first] = description.domains;
  const trace = recording.traces[0]!;
  assert.equal(first?.cpu?.total, totals(trace).cpu);
  assert.equal(first?.cpu?.peak.toPrecision(9), Math.max(...trace.cpu.slice(1)).toPrecision(9));
  assert.equal(first?.memory, undefined);
  assert.equal(first?.read?.sparkline.length, 60);
  assert.deepEqual(first?.tx, summarize(trace).tx);
  assert.deepEqual(description.warnings, []);
});

test('describe says the same of the recording saved as tidy CSV', async () => {
  const { recording } = await readRecording(SOURCE);
  const [saved, original] = [
    await describe(sourceOf('tidy.csv', [...writeTidy(recording)].join(''))),
    await describe(SOURCE),
  ];
  assert.equal(saved.format, 'tidy');
  assert.deepEqual(
    saved.domains.map(({ cpu, steps }) => [cpu, steps]),
    original.domains.map(({ cpu, steps }) => [cpu, steps]),
  );
});

test('a sparkline spreads each step over its time', async () => {
  const { cpu } = (
    await describe(
      sourceOf(
        't.csv',
        'time_s,interval_s,vm,cpu_cores,memory_bytes,read_bytes,write_bytes,rx_bytes,tx_bytes\n0,30,a,1,,,,,\n30,30,a,3,,,,,\n',
      ),
    )
  ).domains[0]!;
  assert.deepEqual([...(cpu?.sparkline ?? [])], [...Array(30).fill(1), ...Array(30).fill(3)]);
  assert.deepEqual([cpu?.total, cpu?.mean, cpu?.peak], [120, 2, 3]);
});

const requests = virtTopText(1, 50, 3).replace(
  /^(.*8,)(\d+),(\d+),(\d+,\d+)$/gm,
  (_, head, read, write, net) => `${head}${read / 4096},${write / 512},${net}`,
);

test('describe warns where the block columns look like requests, and where they look like bytes', async () => {
  const warnings = async (text: string, blocks?: 'bytes' | 'requests') =>
    (await describe(sourceOf('r.csv', text), { blocks })).warnings.join();
  assert.match(await warnings(requests), /look like requests, not bytes/);
  assert.match(await warnings(requests, 'requests'), /are requests, so read and write are not recorded/);
  assert.match(await warnings(virtTopText(1, 50, 3), 'requests'), /look like bytes/);
});

test('describe warns of missing rows, and of a VM that was made anew', async () => {
  const lines = virtTopText(1, 100, 3).split('\n');
  const gap = [...lines.slice(0, 20), ...lines.slice(60)].join('\n');
  assert.match((await describe(sourceOf('r.csv', gap))).warnings.join(), /rows may be missing/);
  const anew = [...lines.slice(0, 60), ...lines.slice(60).map((line) => line.replace('110165', '110199'))].join('\n');
  assert.match((await describe(sourceOf('r.csv', anew))).warnings.join(), /made anew: it had the ids 110165, 110199/);
});

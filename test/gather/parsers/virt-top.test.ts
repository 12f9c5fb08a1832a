import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { parsers } from '../../../lib/gather/parsers/parsers.ts';
import type { VirtTopDomain } from '../../../lib/gather/parsers/virt-top/output.ts';
import { sourceOf } from '../../../lib/trace/format/source.ts';
import { readVirtTop } from '../../../lib/trace/format/virt-top/read.ts';
import { virtTopText } from '../../fixtures/generate-virt-top.ts';
import { shared } from './support/outputs.ts';

/** What virt-top's columns are, and what their numbers are multiplied with. */
const COLUMNS: Readonly<Record<string, readonly [field: keyof VirtTopDomain, unit: number]>> = {
  'Domain ID': ['id', 1],
  'CPU (ns)': ['cpuSeconds', 1e-9],
  '%CPU': ['cpuShare', 0.01],
  'Mem (bytes)': ['memoryBytes', 1024],
  '%Mem': ['memoryShare', 0.01],
  'Block RDRQ': ['reads', 1],
  'Block WRRQ': ['writes', 1],
  'Block RDBY': ['readBytes', 1],
  'Block WRBY': ['writeBytes', 1],
  'Net RXBY': ['receivedBytes', 1],
  'Net TXBY': ['sentBytes', 1],
};
const HOST_CELLS = 18;

test('every number of every recording is in the cell of its column', (t) => {
  const names = [
    'data/virt-top/three-domains-requests.csv',
    'data/virt-top/two-domains-no-csv-mem.csv',
    'data/replay_tools/record.csv',
  ];
  let compared = 0;
  for (const text of [virtTopText(3, 12, 1), ...names.map((name) => shared(name, t))]) {
    if (text === undefined) continue;
    const [head = [], ...rows] = text
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const columns = head.slice(HOST_CELLS);
    const { samples } = parsers.virtTop(text);
    assert.equal(samples.length, rows.length);
    for (const [step, row] of rows.entries())
      for (const domain of samples[step]?.domains ?? []) {
        const from = row.indexOf(domain.name, HOST_CELLS) - 1;
        for (const [at, column] of columns.entries()) {
          const [field, unit] = COLUMNS[column] ?? [];
          if (field === undefined || unit === undefined) continue;
          const expected = Number(row[from + at] || Number.NaN) * unit;
          const actual = domain[field] as number;
          const same = Object.is(actual, expected) || Math.abs(actual - expected) <= 1e-12 * Math.abs(expected);
          assert.ok(same, `row ${step + 2}, ${domain.name}, ${column}: ${actual} is not ${expected}`);
          compared++;
        }
      }
  }
  t.diagnostic(`${compared} numbers compared`);
});

test('it tells what readRecording tells, by samples instead of columns', async () => {
  const text = virtTopText(4, 20, 7);
  const { recording } = await readVirtTop(sourceOf('a.csv', text));
  const { samples, start } = parsers.virtTop(text);
  assert.equal(start, recording.start);
  for (const [step, { seconds, domains }] of samples.entries())
    for (const { name, cpuSeconds, receivedBytes } of domains) {
      const trace = recording.traces.find((each) => each.name === name);
      assert.equal(seconds, trace?.interval[step]);
      assert.ok(Math.abs(cpuSeconds - (trace?.cpu[step] as number) * seconds) < 1e-9);
      assert.equal(receivedBytes, trace?.rx[step]);
    }
});

test('requests are not bytes: each has its own field, and the other is not recorded', (t) => {
  const text =
    shared('data/virt-top/three-domains-requests.csv', t) ??
    virtTopText(2, 3, 1).replace('RDBY', 'RDRQ').replace('WRBY', 'WRRQ');
  const [domain] = parsers.virtTop(text).samples[2]?.domains ?? [];
  assert.deepEqual([domain?.readBytes, domain?.writeBytes], [Number.NaN, Number.NaN]);
  assert.ok((domain?.reads ?? Number.NaN) >= 0);
});

test('a last row that is cut off is left out and told; a bad cell is refused', () => {
  const text = virtTopText(2, 5, 3);
  const cut = parsers.virtTop(text.slice(0, -40));
  assert.deepEqual([cut.truncated, cut.samples.length], [true, parsers.virtTop(text).samples.length - 1]);
  for (const bad of ['', 'NAME STATE\n', text.replace(/,(\d+)\.,/, ',x,')])
    assert.throws(
      () => parsers.virtTop(bad, { file: 'a.csv' }),
      (error) => error instanceof InputError && error.file === 'a.csv',
    );
});

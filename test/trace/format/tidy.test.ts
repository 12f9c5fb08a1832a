import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sourceOf } from '../../../lib/trace/format/source.ts';
import { readTidy, readTidyTrace } from '../../../lib/trace/format/tidy/read.ts';
import { writeTidy } from '../../../lib/trace/format/tidy/write.ts';
import { recordings } from '../../fixtures/recordings.ts';
import { assertSameBits } from '../../fixtures/same-bits.ts';

const HEADER = 'time_s,interval_s,vm,cpu_cores,memory_bytes,read_bytes,write_bytes,rx_bytes,tx_bytes';
const read = (text: string, onBadCell?: 'report') => readTidy(sourceOf('tidy.csv', text), { onBadCell });

test('what is written and read again is the same to the bit, whatever the VMs are called', async () => {
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(recordings(names), async (recording) => {
      const again = (await read([...writeTidy(recording)].join(''))).recording;
      assert.equal(again.traces.length, recording.traces.length);
      for (const [index, trace] of again.traces.entries()) assertSameBits(trace, recording.traces[index]!);
    }),
    { numRuns: 300 },
  );
});

test('rows that were sorted by VM, and a VM that came late, are put on one axis', async () => {
  const rows = ['0,1,b,1,,,,,', '1,1,b,2,,,,,', '2,1,b,3,,,,,', '1,1,a,9,,,,,'];
  const { recording } = await read([HEADER, ...rows, ''].join('\n'));
  assert.deepEqual(
    recording.traces.map(({ name }) => name),
    ['b', 'a'],
  );
  assert.deepEqual([...recording.traces[1]!.cpu], [Number.NaN, 9, Number.NaN]);
});

test('one VM is found by number and by name', async () => {
  const source = sourceOf('tidy.csv', `${HEADER}\n0,1,a,1,,,,,\n0,1,b,2,,,,,\n`);
  for (const row of [2, 'b']) assert.equal((await readTidyTrace(source, row)).trace.cpu[0], 2);
  await assert.rejects(readTidyTrace(source, 'c'), /It has: 1 a, 2 b/);
});

const BAD: readonly [string, RegExp][] = [
  ['', /tidy\.csv:1: .*without any rows/],
  [HEADER, /without any rows/],
  [`${HEADER},more\n`, /tidy\.csv:1:10: expected the header/],
  [`${HEADER}\n0,1,a,x,,,,,\n`, /tidy\.csv:2:cpu_cores: expected a number.* got 'x'/],
  [`${HEADER}\n0,1,a,-1,,,,,\n`, /tidy\.csv:2:cpu_cores: expected a number.* got '-1'/],
  [`${HEADER}\n0,,a,1,,,,,\n`, /tidy\.csv:2:interval_s: expected a number of seconds/],
  [`${HEADER}\n0,1,,1,,,,,\n`, /tidy\.csv:2:vm: expected a VM's name/],
  [`${HEADER}\n0,1,a,1,,,,\n`, /tidy\.csv:2:8: expected 9 cells/],
  [`${HEADER}\n0,1,a,1,`, /tidy\.csv:2:5: .*cut off/],
  [`${HEADER}\n1,1,a,1,,,,,\n0,1,a,1,,,,,\n`, /tidy\.csv:3:time_s: expected a time after/],
  [`${HEADER}\n0,1,a,1,,,,,\n1,1,a,1,,,,,\n0.5,1,b,1,,,,,\n`, /time_s: expected steps that all VMs/],
];

for (const [text, message] of BAD)
  test(`'${text.slice(HEADER.length).trim() || text.slice(0, 20)}' is refused with its place`, async () => {
    await assert.rejects(read(text), message);
  });

test('where the user asked to go on, a bad cell is NaN and counted', async () => {
  const { recording, repairs } = await read(`${HEADER}\n0,1,a,x,5,,,,\n`, 'report');
  assert.ok(Number.isNaN(recording.traces[0]?.cpu[0]));
  assert.deepEqual(
    repairs.map(({ kind, count }) => [kind, count]),
    [['bad-cell', 1]],
  );
});

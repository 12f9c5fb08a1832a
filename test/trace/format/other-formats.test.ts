import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { detectFormat } from '../../../lib/trace/format/detect.ts';
import { readMemoryRecord, writeMemoryRecord } from '../../../lib/trace/format/memory-record.ts';
import { readRescoin } from '../../../lib/trace/format/rescoin/read.ts';
import { writeRescoin } from '../../../lib/trace/format/rescoin/write.ts';
import { sourceOf } from '../../../lib/trace/format/source.ts';
import { virtTopText } from '../../fixtures/generate-virt-top.ts';

test('a memory_record is kB of 1024 bytes, a second each, the last line perhaps without a newline', async () => {
  for (const end of ['', '\n', '\r\n', '\n\n']) {
    const { interval, memory } = await readMemoryRecord(sourceOf('memory_record', `100\n200${end}`));
    assert.deepEqual([...memory], [102400, 204800]);
    assert.deepEqual([...interval], [1, 1]);
  }
});

test('a memory_record is read as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2 ** 40), { minLength: 1 }), async (kilobytes) => {
      const memory = Float64Array.from(kilobytes, (kB) => kB * 1024);
      const text = [...writeMemoryRecord({ interval: new Float64Array(memory.length).fill(1), memory })].join('');
      assert.deepEqual((await readMemoryRecord(sourceOf('m', text))).memory, memory);
    }),
  );
});

for (const [text, message] of [
  ['', /m:1: expected a number of kB/],
  ['1\nabc\n', /m:2:1: expected one number of kB, got 'abc'/],
  ['1\n-5\n', /m:2:1: .*got '-5'/],
  ['1\n\n2\n', /m:2: expected a number of kB, got ''/],
  ['1,2\n', /m:1:1: expected one number/],
] as const)
  test(`a memory_record of ${JSON.stringify(text)} is refused with its place`, async () => {
    await assert.rejects(readMemoryRecord(sourceOf('m', text)), message);
    if (text !== '') await readMemoryRecord(sourceOf('m', text), { onBadCell: 'report' });
  });

const RST =
  '1400000000 1      50.00  0.25   2.00       1.00       4.00       0.50      \n1400000010 2      25.00  0.50   -764341352024126.62 0.00 0.00 0.00\n';

test("ResCoin's percentages need the totals, its kB/s are of 1024 bytes, and an overflow is not recorded", async () => {
  const options = { cpus: 4, memory: '8GiB', memoryAs: 'fraction' } as const;
  const { trace, start, repairs } = await readRescoin(sourceOf('logs/vm7.rst', RST), options);
  assert.equal(trace.name, 'vm7');
  assert.equal(start, '2014-05-13T16:53:20.000Z');
  assert.deepEqual([...trace.interval], [10, 10]);
  assert.deepEqual([...trace.cpu], [2, 1]);
  assert.deepEqual([...trace.memory], [2 ** 31, 2 ** 32]);
  assert.deepEqual([...trace.read], [20480, Number.NaN]);
  assert.deepEqual([trace.write[0], trace.rx[0], trace.tx[0]], [10240, 40960, 5120]);
  assert.deepEqual(
    repairs.map(({ kind, count, first }) => [kind, count, first.line]),
    [['overflow', 1, 2]],
  );
  const again = await readRescoin(
    sourceOf('vm7.rst', [...writeRescoin(trace, { ...options, start: 1400000000 })].join('')),
    options,
  );
  assert.deepEqual([...again.trace.cpu], [2, 1]);
  assert.deepEqual([...again.trace.rx], [40960, 0]);
});

test('without the totals, ResCoin tells neither cores nor bytes in use', async () => {
  const { trace } = await readRescoin(sourceOf('vm7.rst', RST));
  assert.ok(Number.isNaN(trace.cpu[0]) && Number.isNaN(trace.memory[0]));
});

for (const [text, message] of [
  ['', /x\.rst:1: /],
  ['1 2 3\n', /x\.rst:1:3: expected 8 numbers/],
  [RST.replace('25.00', 'abc'), /x\.rst:2:CPU %: expected a number, got 'abc'/],
  [RST.replace('1400000010', '1400000000'), /x\.rst:2:time: expected a time after/],
  [RST.slice(0, -12), /x\.rst:2:\d: .*cut off/],
] as const)
  test(`a ResCoin log that is wrong is refused: ${message}`, async () => {
    await assert.rejects(readRescoin(sourceOf('x.rst', text)), message);
  });

for (const [format, text] of [
  ['virt-top', virtTopText(1, 2, 1)],
  ['tidy', 'time_s,interval_s,vm,cpu_cores\n'],
  ['memory-record', '4347624\n4348628'],
  ['rescoin', RST],
] as const)
  test(`the format ${format} is told by the first line, with a byte order mark too`, async () => {
    assert.equal(await detectFormat(sourceOf('x', text)), format);
    assert.equal(await detectFormat(sourceOf('x', `\ufeff${text}`)), format);
  });

test('what is of no known format, or empty, is refused', async () => {
  await assert.rejects(detectFormat(sourceOf('x', 'hello world\n')), /x:1: expected a recording.*got 'hello world'/);
  await assert.rejects(detectFormat(sourceOf('x', '')), { code: 'BAD_INPUT' });
});

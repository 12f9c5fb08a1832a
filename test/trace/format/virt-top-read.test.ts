import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../../lib/core/errors.ts';
import { sourceOf } from '../../../lib/trace/format/source.ts';
import type { VirtTopOptions } from '../../../lib/trace/format/virt-top/options.ts';
import { readVirtTop, readVirtTopTrace } from '../../../lib/trace/format/virt-top/read.ts';
import { hostCells, VIRT_TOP_HEADER, virtTopText } from '../../fixtures/generate-virt-top.ts';
import { assertSameBits } from '../../fixtures/same-bits.ts';

const BASELINE = '0.,0.,134217728,8,,,,';

/** A file of 4 CPUs; each row has a time of day in s, and the cells of its domains. */
const fileOf = (...rows: [number, ...string[]][]): string =>
  [
    VIRT_TOP_HEADER,
    ...rows.map(([time, ...domains]) => [hostCells(time, domains.length, 4), ...domains].join(',')),
    '',
  ].join('\n');

const read = (text: string, options?: VirtTopOptions) => readVirtTop(sourceOf('record.csv', text), options);

// 0.5 s in which vm1 used 1.5 cores of 4 (37.5 %), vm2 0.1 (2.5 %)
const VM1 = '1,vm1,750000000.,37.5,134217728,8,4096,512,100,200';
const VM2 = '2,vm2,50000000.,2.5,1024,0,0,0,1,2';
const ORDINARY = fileOf([3600, `1,vm1,${BASELINE}`, `2,vm2,${BASELINE}`], [3600, VM1, VM2], [3601, VM1, VM2]);

test('the first row is a step of length 0 in which nothing is recorded', async () => {
  const { recording } = await read(ORDINARY, { memory: 'balloon' });
  const [trace] = recording.traces;
  assert.equal(trace?.interval[0], 0);
  for (const column of ['cpu', 'memory', 'read', 'write', 'rx', 'tx'] as const)
    assert.ok(Number.isNaN(trace?.[column][0]));
});

test('cpu is cores, the length of a step is told by CPU time and its share, bytes are bytes', async () => {
  const { recording, repairs } = await read(ORDINARY);
  const [vm1, vm2] = recording.traces;
  assert.deepEqual([...(vm1?.interval ?? [])], [0, 0.5, 0.5]);
  assert.equal(vm1?.cpu[1], 1.5);
  assert.equal(vm2?.cpu[1], 0.1);
  assert.deepEqual([vm1?.read[1], vm1?.write[1], vm1?.rx[1], vm1?.tx[1]], [4096, 512, 100, 200]);
  assert.ok(Number.isNaN(vm1?.memory[1]));
  assert.deepEqual(repairs, []);
  assert.deepEqual(recording.host, { hostname: 'host1', architecture: 'x86_64', cpus: 4, memory: 1583479636 * 1024 });
  assert.equal(recording.start, '01:00:00');
});

test('the balloon is memory only where the user says so, and is KiB', async () => {
  const { recording } = await read(ORDINARY, { memory: 'balloon' });
  assert.equal(recording.traces[1]?.memory[1], 1024 * 1024);
});

test('requests are not bytes, unless a size is given for them', async () => {
  const requests = ORDINARY.replace('RDBY,Block WRBY', 'RDRQ,Block WRRQ');
  const by = async (text: string, options?: VirtTopOptions) => (await read(text, options)).recording.traces[0]?.read[1];
  assert.ok(Number.isNaN(await by(requests)));
  assert.equal(await by(requests, { requestSize: '4K' }), 4096 * 4096);
  assert.equal(await by(requests, { blocks: 'bytes' }), 4096);
  assert.ok(Number.isNaN(await by(ORDINARY, { blocks: 'requests' })));
});

const IDLE = '1,vm1,0.,0.,1,0,0,0,0,0';
const STEPS: readonly [string, [number, ...string[]][], VirtTopOptions, number[], string[]][] = [
  ['another domain of the row', [[0, IDLE, VM2.replace('2.5', '1.25')]], {}, [1], []],
  [
    'Time',
    [
      [2, IDLE],
      [3, IDLE],
    ],
    {},
    [2, 1],
    ['step-from-time'],
  ],
  [
    'Time over midnight',
    [
      [86399, IDLE],
      [1, IDLE],
    ],
    {},
    [86399 - 82800, 2],
    ['step-from-time'],
  ],
  [
    'Time, shared by the rows of one second',
    [
      [1, IDLE],
      [1, IDLE],
      [2, IDLE],
    ],
    {},
    [1, 0.5, 0.5],
    ['step-from-time'],
  ],
  [
    'the interval that was given',
    [
      [0, IDLE],
      [0, VM1],
    ],
    { interval: '0.7s' },
    [0.7, 0.5],
    ['step-from-interval'],
  ],
  [
    'the mean of the other steps',
    [
      [0, IDLE],
      [0, VM1],
      [0, VM1.replace('37.5', '18.75')],
    ],
    {},
    [0.75, 0.5, 1],
    ['step-from-mean'],
  ],
  [
    'the mean, where the clock was set back',
    [
      [5, VM1],
      [1, IDLE],
    ],
    {},
    [0.5, 0.5],
    ['clock-set-back', 'step-from-mean'],
  ],
];

for (const [from, rows, options, expected, kinds] of STEPS)
  test(`the length of a step without CPU use comes from ${from}`, async () => {
    const start = from.includes('midnight') ? 82800 : 0;
    const first: [number, ...string[]] = [start, `1,vm1,${BASELINE}`, `2,vm2,${BASELINE}`];
    const { recording, repairs } = await read(fileOf(first, ...rows), options);
    assert.deepEqual([...(recording.traces[0]?.interval.subarray(1) ?? [])], expected);
    assert.deepEqual(
      repairs.map(({ kind }) => kind),
      kinds,
    );
  });

test('domains are followed by id and name when they come, go and change places', async () => {
  const text = fileOf(
    [0, `1,vm1,${BASELINE}`],
    [1, VM1],
    [1, VM1, `2,vm2,${BASELINE}`],
    [2, VM2, VM1],
    [2, VM2],
    [3, VM2, `7,vm1,${BASELINE}`],
    [3, VM2, `7${VM1.slice(1)}`],
  );
  const { recording } = await read(text);
  const [vm1, vm2] = recording.traces;
  assert.deepEqual([vm1?.name, vm2?.name], ['vm1', 'vm2']);
  const known = (values: Float64Array | undefined) => Array.from(values ?? [], (value) => !Number.isNaN(value));
  assert.deepEqual(known(vm1?.cpu), [false, true, true, true, false, false, true]);
  assert.deepEqual(known(vm2?.cpu), [false, false, false, true, true, true, true]);
});

test('columns that were dropped by --no-csv-mem are found by the header', async () => {
  const short = (line: string) => line.replaceAll(',134217728,8,', ',').replaceAll(',1024,0,', ',');
  const text = ORDINARY.replace(',Mem (bytes),%Mem', '').split('\n').map(short).join('\n');
  const [full, dropped] = [await read(ORDINARY), await read(text)];
  assertSameBits(dropped.recording.traces[0]!, full.recording.traces[0]!);
});

test('one row is the same trace as in the whole recording, by number and by name', async () => {
  const { recording } = await read(ORDINARY);
  for (const row of [2, 'vm2'])
    assertSameBits((await readVirtTopTrace(sourceOf('record.csv', ORDINARY), row)).trace, recording.traces[1]!);
});

const third = ORDINARY.split('\n')[2] as string;
const BAD_FILES: readonly [string, string, RegExp][] = [
  ['an empty file', '', /record\.csv:1: expected a header and rows/],
  ['a header alone', `${VIRT_TOP_HEADER}\n`, /record\.csv:1: expected a header and rows/],
  [
    'a wrong header',
    ORDINARY.replace('Physical CPUs', 'CPUs'),
    /record\.csv:1:4: expected 'Physical CPUs' .* got 'CPUs'/,
  ],
  ['an unknown column', ORDINARY.replace('Net RXBY', 'Net RX'), /record\.csv:1:27: .* got 'Net RX'/],
  [
    'a ragged row',
    ORDINARY.replace(third, `${third},5`),
    /record\.csv:3:39: expected 18 cells and 10 for each domain.* got '39 cells'/,
  ],
  [
    'text in a number',
    ORDINARY.replace('100,200', 'abc,200'),
    /record\.csv:3:Net RXBY: expected a number.* got 'abc'\. It is cell 27 of the row, of the domain 'vm1'/,
  ],
  [
    'negative bytes',
    ORDINARY.replace(',4096,', ',-4096,'),
    /record\.csv:3:Block RDBY: expected a number.* got '-4096'/,
  ],
  [
    'a bad Time',
    ORDINARY.replace('01:00:01', '25:00:01'),
    /record\.csv:4:Time: expected a time of day.* got '25:00:01'/,
  ],
  ['no CPUs', ORDINARY.replace('x86_64,4,', 'x86_64,0,'), /record\.csv:2:Physical CPUs: .* got '0'/],
  ['a bad id', ORDINARY.replace(',2,vm2', ',x,vm2'), /record\.csv:2:Domain ID: .* got 'x'/],
  [
    'one name twice',
    ORDINARY.replaceAll('2,vm2', '2,vm1'),
    /record\.csv:2:Domain name: expected each domain once.* got 'vm1'/,
  ],
  ['a file cut off in a line', ORDINARY.slice(0, -25), /record\.csv:4:\d+: expected a whole row.*cut off/],
  [
    'a file cut off between two domains',
    ORDINARY.slice(0, -VM2.length - 2),
    /record\.csv:4:28: expected a whole row.*cut off/,
  ],
  [
    'no step that anything tells',
    fileOf([0, `1,vm1,${BASELINE}`], [0, IDLE]),
    /record\.csv:3: expected CPU use or a Time.*interval/,
  ],
];

for (const [what, text, message] of BAD_FILES)
  test(`${what} is an InputError with its place and what was expected`, async () => {
    for (const parser of ['bytes', 'csv-parse'] as const)
      await assert.rejects(read(text, { parser }), (error) => {
        assert.ok(error instanceof InputError);
        assert.match(error.message, message);
        return true;
      });
  });

test('a row past the end and an unknown name list the rows there are', async () => {
  const one = (row: number | string) => readVirtTopTrace(sourceOf('record.csv', ORDINARY), row);
  await assert.rejects(one(3), /expected a row from 1 to 2, got 3\. It has: 1 vm1, 2 vm2/);
  await assert.rejects(one(0), InputError);
  await assert.rejects(one('wm2'), /got 'wm2'\. It has: 2 vm2, 1 vm1/);
});

test('where the user asked to go on, bad cells are NaN, and are counted with their first place', async () => {
  const text = ORDINARY.replaceAll(',100,200', ',abc,-200');
  const { recording, repairs } = await read(text, { onBadCell: 'report' });
  assert.ok(Number.isNaN(recording.traces[0]?.rx[1]));
  assert.equal(recording.traces[0]?.read[1], 4096);
  const [repair] = repairs;
  assert.equal(repair?.kind, 'bad-cell');
  assert.equal(repair?.count, 4);
  assert.deepEqual(repair?.first, { line: 3, column: 'Net RXBY', received: 'abc' });
});

test('a ragged row, where the user asked to go on, is a step of which nothing is known', async () => {
  const { recording, repairs } = await read(ORDINARY.replace(third, `${third},5`), {
    onBadCell: 'report',
    interval: 2,
  });
  assert.equal(recording.traces[0]?.interval.length, 3);
  assert.ok(Number.isNaN(recording.traces[0]?.cpu[1]));
  assert.equal(repairs.find(({ kind }) => kind === 'ragged-row')?.count, 1);
});

test('a whole last line without a newline is read, and noted', async () => {
  const { recording, repairs } = await read(ORDINARY.trimEnd());
  assert.equal(recording.traces[1]?.tx[2], 2);
  assert.deepEqual(
    repairs.map(({ kind }) => kind),
    ['no-final-newline'],
  );
});

test('the fast path and csv-parse give the same traces to the bit, of odd numbers and quoted names too', async () => {
  const number = fc.oneof(
    fc.constantFrom(
      '',
      '1.',
      '.5',
      '1e9',
      '+3',
      ' 12 ',
      '0.00890504349109',
      '8.9e-05',
      '123456789012345678',
      'x',
      '-4',
    ),
    fc.nat().map(String),
    fc.double({ min: 0, max: 1e12, noNaN: true }).map(String),
  );
  const name = fc.constantFrom('vm1', 'vm2', '"vm, 3"', '"a ""b"""', 'vmä', '"new\nline"');
  const domain = fc
    .tuple(fc.nat(9), name, fc.array(number, { minLength: 8, maxLength: 8 }))
    .map(([id, vm, cells]) => [id, vm, ...cells].join(','));
  const row = fc
    .tuple(fc.nat(86399), fc.array(domain, { maxLength: 4 }))
    .map(([time, domains]) => [hostCells(time, domains.length, 4), ...domains].join(','));
  const file = fc.tuple(fc.array(row, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'));
  await fc.assert(
    fc.asyncProperty(file, async ([rows, end]) => {
      const text = [VIRT_TOP_HEADER, ...rows, ''].join(end);
      const options = { onBadCell: 'report', interval: 1, memory: 'balloon' } as const;
      const fast = await read(text, options);
      const reference = await read(text, { ...options, parser: 'csv-parse' });
      assert.deepEqual(fast.repairs, reference.repairs);
      assert.equal(fast.recording.traces.length, reference.recording.traces.length);
      for (const [index, trace] of fast.recording.traces.entries())
        assertSameBits(trace, reference.recording.traces[index]!);
    }),
    { numRuns: 300 },
  );
});

test('a large recording is the same with and without a hint of its size', async () => {
  const text = virtTopText(2, 9000, 3);
  const plain = await read(text);
  for (const size of [2 ** 23, 2 ** 24]) {
    const { recording } = await readVirtTop({ ...sourceOf('record.csv', text), size });
    for (const [index, trace] of recording.traces.entries()) assertSameBits(trace, plain.recording.traces[index]!);
  }
});

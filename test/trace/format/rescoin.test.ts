import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../../lib/core/errors.ts';
import { detectFormat } from '../../../lib/trace/format/detect.ts';
import { joinRescoin } from '../../../lib/trace/format/rescoin/join.ts';
import { readRescoin } from '../../../lib/trace/format/rescoin/read.ts';
import { writeRescoin } from '../../../lib/trace/format/rescoin/write.ts';
import { sourceOf } from '../../../lib/trace/format/source.ts';
import { writeRecording } from '../../../lib/trace/format/write.ts';
import { createTrace, RESOURCES, type Resource, type Trace } from '../../../lib/trace/trace.ts';

const { NaN: missing } = Number;
const GIB = 2 ** 30;
const START = 1399451790;

const log = (name: string, text: string | Iterable<string>) =>
  sourceOf(`${name}.rst`, typeof text === 'string' ? text : [...text].join(''));

const column = (length: number, max: number) =>
  fc
    .array(
      fc.oneof(
        { weight: 1, arbitrary: fc.constant(missing) },
        { weight: 4, arbitrary: fc.double({ min: 0, max, noNaN: true }) },
      ),
      { minLength: length, maxLength: length },
    )
    .map((values) => Float64Array.from(values));

/** Up to 64 cores, 1 TiB and 10 GB a second, in steps of whole seconds or of any length from 10 ms. */
const traces: fc.Arbitrary<Trace> = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 3600 }), fc.double({ min: 0.01, max: 100, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((seconds) => {
    const of = (max: number) => column(seconds.length, max);
    return fc.tuple(of(64), of(2 ** 40), of(1e8), of(1e8), of(1e8), of(1e8)).map((columns) => {
      const named = RESOURCES.map((resource, index) => [resource, columns[index]]);
      return createTrace('vm1', { interval: Float64Array.from(seconds), ...Object.fromEntries(named) });
    });
  });

for (const memoryAs of ['percent', 'fraction'] as const)
  test(`a trace is read as it was written, to two decimals, memory as a ${memoryAs}`, async () => {
    const totals = { cpus: 64, memory: '1TiB', memoryAs } as const;
    const half = (unit: number) => 0.005 * unit * (1 + 1e-6);
    const all = memoryAs === 'percent' ? 2 ** 40 / 100 : 2 ** 40;
    await fc.assert(
      fc.asyncProperty(traces, async (trace) => {
        const interval = trace.interval.at(-1)!;
        const text = writeRescoin(trace, { ...totals, start: START });
        const read = await readRescoin(log('vm1', text), { ...totals, interval });
        assert.deepEqual([read.repairs, read.trace.name, read.start], [[], 'vm1', '2014-05-07T08:36:30.000Z']);
        const atMost = (resource: Resource, step: number): number => {
          if (resource === 'cpu') return half(64 / 100);
          if (resource === 'memory') return half(all);
          // Of a step's length, too, only microseconds are kept.
          return half(1024 * trace.interval[step]!) + trace[resource][step]! * (3e-6 / trace.interval[step]!);
        };
        for (const [step, seconds] of trace.interval.entries()) {
          assert.ok(Math.abs(read.trace.interval[step]! - seconds) <= 3e-6);
          for (const resource of RESOURCES) {
            const [was, is] = [trace[resource][step]!, read.trace[resource][step]!];
            if (Number.isNaN(was)) assert.ok(Number.isNaN(is), `${resource} was not recorded`);
            else assert.ok(Math.abs(is - was) <= atMost(resource, step), `${resource}: ${is} is not ${was}`);
          }
        }
      }),
    );
  });

test('what was read from a log is written again as it stood', async () => {
  const text = [
    '1399451790 1      100.00 53.28  0.00       29.59      0.34       0.20      ',
    '1399451800 2      0.05   1.00   14500.14   110311.75  64622.14   49342.93  ',
    '1399451811 3      nan    nan    nan        nan        nan        nan       ',
    '',
  ].join('\n');
  const totals = { cpus: 4, memory: '8GiB' };
  const { trace } = await readRescoin(log('vm', text), totals);
  assert.equal([...writeRescoin(trace, { ...totals, start: START })].join(''), text);
});

test('nan is not recorded and no repair; -0.00 is 0; what is below 0 overflowed', async () => {
  const text = '1 1 nan -nan -0.00 -764341352024126.62 1.00 0.00\n';
  assert.equal(await detectFormat(log('vm', text)), 'rescoin');
  const { trace, repairs } = await readRescoin(log('vm', text), { cpus: 1, memory: 100 });
  assert.deepEqual(
    RESOURCES.map((resource) => trace[resource][0]),
    [missing, missing, 0, missing, 10240, 0],
  );
  assert.deepEqual(
    repairs.map(({ kind, count }) => [kind, count]),
    [['overflow', 1]],
  );
});

test('steps of part of a second have times of their own; rows that only mark a start are left out', () => {
  const interval = Float64Array.of(0, 0.5, 0.25, 1);
  const lines = [...writeRescoin(createTrace('vm', { interval, rx: Float64Array.of(missing, 512, 0, 0) }))];
  assert.deepEqual(
    lines.map((line) => line.trim().split(/ +/)),
    [
      ['0.000000', '1', 'nan', 'nan', 'nan', 'nan', '1.00', 'nan'],
      ['0.500000', '2', 'nan', 'nan', 'nan', 'nan', '0.00', 'nan'],
      ['0.750000', '3', 'nan', 'nan', 'nan', 'nan', '0.00', 'nan'],
    ],
  );
});

test('percentages need to be of something', () => {
  const interval = Float64Array.of(10);
  const memory = createTrace('vm', { interval, memory: Float64Array.of(GIB) });
  assert.throws(() => writeRescoin(createTrace('vm', { interval, cpu: Float64Array.of(1) })), InputError);
  assert.throws(() => writeRescoin(memory, { cpus: 4 }), InputError);
  assert.equal([...writeRescoin(memory, { memory: 4 * GIB })].length, 1);
});

test('a recording of one VM is written with the facts of its host, in whole seconds', () => {
  const trace = createTrace('vm', {
    interval: Float64Array.of(10),
    cpu: Float64Array.of(1),
    memory: Float64Array.of(GIB),
  });
  const recording = { host: { cpus: 4, memory: 4 * GIB }, traces: [trace], start: '2014-05-07T08:36:30.700Z' };
  const [line] = writeRecording(recording, 'rst');
  assert.deepEqual(line!.split(/ +/).slice(0, 4), [String(START), '1', '25.00', '25.00']);
  const two = { ...recording, traces: [trace, { ...trace, name: 'other' }] };
  assert.throws(() => writeRecording(two, 'rst'), /expected one VM.*got '2'/);
  assert.throws(() => writeRecording(recording, 'xls' as 'rst'), /one of tidy, virt-top, rst, got 'xls'/);
});

const lines = (times: readonly number[], read: number) =>
  times.map((time, index) => `${time} ${index + 1} 50.00 1.00 ${read}.00 0.00 0.00 0.00\n`);

test('logs of one run are one recording; one that lacks lines was not recorded there', async () => {
  const whole = await readRescoin(log('whole', lines([10, 20, 30, 41], 1)));
  const part = await readRescoin(log('part', lines([20, 41], 2)));
  const { traces, start } = joinRescoin([part, whole]);
  assert.deepEqual(
    traces.map(({ name, interval, read }) => [name, [...interval], [...read]]),
    [
      ['part', [10, 10, 11, 10], [missing, 20480, missing, 20480]],
      ['whole', [10, 10, 11, 10], [10240, 10240, 11264, 10240]],
    ],
  );
  assert.equal(start, whole.start);
});

test('logs of different runs, or of one name, are no recording', async () => {
  const one = await readRescoin(log('one', lines([10, 20, 30], 1)));
  const other = await readRescoin(log('other', lines([15, 25], 1)));
  assert.throws(() => joinRescoin([one, other]), /other:time: expected the times of the longest log.*got 15/);
  assert.throws(() => joinRescoin([one, one]), InputError);
});

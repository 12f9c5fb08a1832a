import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sourceOf } from '../../../lib/trace/format/source.ts';
import { readVirtTop } from '../../../lib/trace/format/virt-top/read.ts';
import { writeVirtTop } from '../../../lib/trace/format/virt-top/write.ts';
import { createTrace, type Recording, type Trace } from '../../../lib/trace/trace.ts';
import { recordings } from '../../fixtures/recordings.ts';

const NAMES = fc.stringMatching(/^[a-zä][a-z0-9ä _.-]{0,8}$/).filter((name) => name.trim() !== '');

const reread = async (recording: Recording) => {
  const text = [...writeVirtTop(recording)].join('');
  return (await readVirtTop(sourceOf('saved.csv', text), { memory: 'balloon' })).recording;
};

function assertNear(actual: Float64Array, expected: Float64Array, within: (step: number) => number): void {
  for (const [step, value] of expected.entries()) {
    const other = actual[step] as number;
    const same = Number.isNaN(value) ? Number.isNaN(other) : Math.abs(other - value) <= within(step);
    assert.ok(same, `step ${step}: ${other} for ${value}`);
  }
}

function assertSameWithinPrecision(actual: Trace, expected: Trace): void {
  const seconds = expected.interval;
  assert.equal(actual.name, expected.name);
  assertNear(actual.interval, seconds, (step) => 1e-9 * Math.max(2, seconds[step] as number));
  assertNear(
    actual.cpu,
    expected.cpu,
    (step) => 1e-9 / (seconds[step] as number) + 1e-5 * (expected.cpu[step] as number),
  );
  assertNear(actual.memory, expected.memory, () => 512);
  for (const resource of ['read', 'write', 'rx', 'tx'] as const)
    assertNear(actual[resource], expected[resource], () => 0.5);
}

const withoutStart = (trace: Trace): Trace =>
  createTrace(
    trace.name,
    Object.fromEntries(Object.entries(trace).map(([key, column]) => [key, column.slice?.(1)])) as never,
  );

test('what is written and read again is the same recording, within the precision of the format', async () => {
  await fc.assert(
    fc.asyncProperty(recordings(NAMES), async (recording) => {
      const { traces } = await reread(recording);
      assert.equal(traces.length, recording.traces.length);
      for (const [index, trace] of traces.entries()) {
        const expected = recording.traces[index]!;
        const marked = trace.interval.length === expected.interval.length + 1 && trace.interval[0] === 0;
        assertSameWithinPrecision(marked ? { ...withoutStart(trace), name: trace.name } : trace, expected);
      }
    }),
  );
});

const PRESENCE = fc.array(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 4 });

test('VMs that come and go keep their places, and are read again where they were there', async () => {
  await fc.assert(
    fc.asyncProperty(PRESENCE, async (presence) => {
      const interval = new Float64Array(6).fill(1);
      const traces = presence.map((isThere, vm) => {
        const column = (value: number) => Float64Array.from(isThere, (is) => (is ? value : Number.NaN));
        return createTrace(`vm${vm}`, { interval, cpu: column(0.5), read: column(4096 * vm), rx: column(7) });
      });
      const recording = { host: { cpus: 2 }, traces, start: '2026-01-02T23:59:58.250Z' };
      const rows = [...writeVirtTop(recording)].slice(1).map((line) => line.trimEnd().split(','));
      for (const row of rows) for (const [vm, { name }] of traces.entries()) assert.equal(row[18 + 10 * vm + 1], name);
      const again = await reread(recording);
      for (const [vm, trace] of again.traces.entries()) {
        const marked = trace.interval.length === 7;
        assertSameWithinPrecision(marked ? withoutStart(trace) : trace, traces[vm]!);
      }
    }),
  );
});

const ONE = createTrace('vm1', {
  interval: Float64Array.of(0, 0.65, 0.65),
  cpu: Float64Array.of(Number.NaN, 1.5, 0.25),
  read: Float64Array.of(Number.NaN, 4096, 0),
});

test('a naive reader finds the same columns in every row by splitting on commas', () => {
  const lines = [...writeVirtTop({ host: { cpus: 4, hostname: 'a,b' }, traces: [ONE, { ...ONE, name: 'vm2' }] })];
  const cells = lines.slice(1).map((line) => line.trimEnd().split(','));
  assert.deepEqual(
    cells.map((row) => row.length),
    [38, 38, 38],
  );
  assert.deepEqual(
    cells.map((row) => row[19]),
    ['vm1', 'vm1', 'vm1'],
  );
  assert.deepEqual(
    cells.map((row) => row[30]),
    ['0.', '975000000.', '162500000.'],
  );
  assert.deepEqual(
    cells.map((row) => Number(row[31])),
    [0, 37.5, 6.25],
  );
  assert.deepEqual(
    cells.map((row) => row[24]),
    ['', '4096', '0'],
  );
});

test('steps without CPU use keep their lengths, over midnight too', async () => {
  const interval = Float64Array.of(0.65, 1.25, 0.65);
  const idle = createTrace('vm1', { interval, cpu: Float64Array.of(0, 0, 0), rx: Float64Array.of(1, 2, 3) });
  const { traces } = await reread({ host: {}, traces: [idle], start: '23:59:59' });
  assertNear(traces[0]!.interval.subarray(1), interval, () => 1e-9);
  assert.deepEqual([...traces[0]!.cpu.subarray(1)], [0, 0, 0]);
});

test('a name that a naive reader would trip over is refused', () => {
  for (const name of ['a,b', 'a"b', 'a\nb', ' '])
    assert.throws(() => [...writeVirtTop({ host: {}, traces: [{ ...ONE, name }] })], { code: 'BAD_INPUT' });
});

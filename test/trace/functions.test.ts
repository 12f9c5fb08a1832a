import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loop } from '../../lib/trace/loop.ts';
import { only } from '../../lib/trace/only.ts';
import { resample } from '../../lib/trace/resample.ts';
import { scale } from '../../lib/trace/scale.ts';
import { slice } from '../../lib/trace/slice.ts';
import { speed } from '../../lib/trace/speed.ts';
import { subtract } from '../../lib/trace/subtract.ts';
import { totals } from '../../lib/trace/totals.ts';
import { createTrace, durationOf, isRecorded, type Trace } from '../../lib/trace/trace.ts';
import { withMemory } from '../../lib/trace/with-memory.ts';
import { recordings } from '../fixtures/recordings.ts';
import { assertSameBits } from '../fixtures/same-bits.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const NO = Number.NaN;
const TRACE = createTrace('vm1', {
  interval: of(0, 2, 2, 4),
  cpu: of(NO, 1, 3, NO),
  memory: of(NO, 8, 4, 4),
  read: of(NO, 100, 0, 40),
});

const anyTrace: fc.Arbitrary<Trace> = recordings(fc.constant('vm1')).map(({ traces }) => traces[0] as Trace);
const near = (a = 0, b = 0) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

test('slice cuts through a step by time: cores stay, bytes are parted', () => {
  const part = slice(TRACE, 1, 6);
  assert.deepEqual([...part.interval], [1, 2, 2]);
  assert.deepEqual([...part.cpu], [1, 3, NO]);
  assert.deepEqual([...part.read], [50, 0, 20]);
});

test('a slice of everything is everything, and two slices have what the whole has', () => {
  fc.assert(
    fc.property(anyTrace, fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
      assertSameBits(slice(trace, 0), trace);
      const at = durationOf(trace) * share;
      const [before, after] = [totals(slice(trace, 0, at)), totals(slice(trace, at))];
      for (const resource of ['cpu', 'read'] as const)
        if (isRecorded(trace, resource))
          assert.ok(near((before[resource] ?? 0) + (after[resource] ?? 0), totals(trace)[resource]));
    }),
  );
});

test('scale multiplies the resources that are named', () => {
  const half = scale(TRACE, { cpu: 0.5, read: 2 });
  assert.deepEqual([...half.cpu], [NO, 0.5, 1.5, NO]);
  assert.deepEqual([...half.read], [NO, 200, 0, 80]);
  assert.deepEqual(half.memory, TRACE.memory);
});

test('speed shortens the steps and keeps cores and bytes', () => {
  const fast = speed(TRACE, 2);
  assert.deepEqual([...fast.interval], [0, 1, 1, 2]);
  assert.deepEqual([fast.cpu, fast.read], [TRACE.cpu, TRACE.read]);
});

test('loop repeats all but the step that marks the start', () => {
  assert.deepEqual([...loop(TRACE, 2).interval], [0, 2, 2, 4, 2, 2, 4]);
  assert.deepEqual([...loop(TRACE, 2).read], [NO, 100, 0, 40, 100, 0, 40]);
});

test('resample apportions bytes and takes means of cores by time, leaving out what was not recorded', () => {
  const seconds = resample(TRACE, of(1, 2, 3, 2, 5));
  assert.deepEqual([...seconds.cpu], [1, 2, 3, NO, NO]);
  assert.deepEqual([...seconds.memory], [8, 6, 4, 4, NO]);
  assert.deepEqual([...seconds.read], [50, 50, 20, 20, NO]);
});

test('resampled to its own steps a trace is itself, and to other steps it has the same totals', () => {
  fc.assert(
    fc.property(anyTrace, fc.integer({ min: 1, max: 50 }), (trace, count) => {
      assertSameBits(resample(trace, trace.interval), trace);
      const length = durationOf(trace) / count;
      const even = resample(trace, new Float64Array(count + 1).fill(length));
      assert.ok(near(totals(even).read, totals(trace).read));
    }),
  );
});

test('subtract joins by time, never goes below 0, and tells what it clipped and what was not covered', () => {
  const overhead = createTrace('overhead', { interval: of(1, 2), cpu: of(2, 0.5) });
  const { trace, clipped, uncoveredSeconds } = subtract(TRACE, overhead);
  assert.deepEqual([...trace.cpu], [NO, 0, 2.75, NO]); // 2 + 0.5 of the first step's 2 core-seconds, 0.5 of the second's 6
  assert.equal(clipped, 0.5);
  assert.equal(uncoveredSeconds, 1);
  assert.deepEqual(trace.read, TRACE.read);
});

test('subtracting a trace from itself leaves nothing', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const { trace: rest, clipped, uncoveredSeconds } = subtract(trace, trace);
      assert.ok(rest.cpu.every((cores) => Number.isNaN(cores) || cores < 1e-9));
      assert.ok(clipped < 1e-6 && uncoveredSeconds < 1e-6);
    }),
  );
});

test('only takes the other resources for not recorded', () => {
  assert.ok(!isRecorded(only(TRACE, ['read']), 'cpu'));
  assert.deepEqual(only(TRACE, ['read']).read, TRACE.read);
});

test('memory from another record is joined by time', () => {
  const { memory, cpu } = withMemory(TRACE, { interval: of(1, 1, 1, 1, 1), memory: of(10, 20, 30, 40, 50) });
  assert.deepEqual([...memory], [NO, 15, 35, 50]);
  assert.deepEqual(cpu, TRACE.cpu);
});

for (const [what, call] of [
  ['a slice that ends before it starts', () => slice(TRACE, 5, 1)],
  ['a negative factor', () => scale(TRACE, { cpu: -1 })],
  ['a speed of 0', () => speed(TRACE, 0)],
  ['half a loop', () => loop(TRACE, 0.5)],
  ['a step of negative length', () => resample(TRACE, of(1, -1))],
] as const)
  test(`${what} is an InputError`, () => {
    assert.throws(call, { code: 'BAD_INPUT' });
  });

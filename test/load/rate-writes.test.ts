import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ratesOf, rateWrites } from '../../lib/load/rate-writes.ts';
import { scheduledSteps, toSchedule } from '../../lib/load/timed-writes.ts';

const step = fc.record({
  bytes: fc.oneof(fc.nat(1e9), fc.constant(Number.NaN)),
  seconds: fc.double({ min: 0.01, max: 10, noNaN: true }),
});
const traces = fc.array(step, { minLength: 1, maxLength: 50 }).map((steps) => ({
  bytes: Float64Array.from(steps, ({ bytes }) => bytes),
  interval: Float64Array.from(steps, ({ seconds }) => seconds),
}));

test('each step is given its bytes by a rate that stands for its length, and nothing after the last', () =>
  fc.assert(
    fc.property(traces, (steps) => {
      const writes = rateWrites(steps, String);
      const ends = [...writes.slice(1).map(({ at }) => at)];
      for (const [index, bytes] of steps.bytes.entries()) {
        const { at, text, step } = writes[index] as (typeof writes)[number];
        assert.equal(step, index);
        const moved = (Number(text) * ((ends[index] as number) - at)) / 1e9;
        assert.ok(Math.abs(moved - (bytes || 0)) <= 1e-6 * (bytes || 0) + 1e-6, `${moved} of ${bytes} bytes`);
      }
      assert.deepEqual(writes.at(-1), { at: writes.at(-1)?.at, text: '0' });
    }),
  ));

test('what was not recorded asks for nothing', () => {
  assert.deepEqual(
    [...ratesOf({ bytes: Float64Array.of(Number.NaN, 0, 3), interval: Float64Array.of(1, 1, 0.5) })],
    [0, 0, 6],
  );
});

test('a schedule of several streams knows which step each of its writes sets going', () => {
  const streams = [
    {
      sink: '/a',
      writes: [
        { at: -5, text: 'early' },
        { at: 20, text: 'end' },
      ],
    },
    {
      sink: '/b',
      writes: [
        { at: 0, text: 'one', step: 0 },
        { at: 10, text: 'two', step: 1 },
      ],
    },
  ];
  assert.deepEqual(toSchedule(0n, streams).text, ['early', 'one', 'two', 'end']);
  assert.deepEqual(scheduledSteps(streams), [undefined, 0, 1, undefined]);
});

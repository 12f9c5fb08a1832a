import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compare } from '../../lib/stats/compare.ts';
import { createTrace, type Trace } from '../../lib/trace/trace.ts';
import { recordings } from '../fixtures/recordings.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const NO = Number.NaN;
const anyTrace: fc.Arbitrary<Trace> = recordings(fc.constant('vm1')).map(({ traces }) => traces[0] as Trace);
const near = (a = 0, b = 0) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

test('compare weighs cores by the length of steps, and bytes not', () => {
  const target = createTrace('t', { interval: of(1, 3), cpu: of(1, 2), read: of(100, 300) });
  const achieved = createTrace('a', { interval: of(1, 3), cpu: of(2, 1.5), read: of(90, 330) });
  const { cpu, read } = compare(target, achieved);
  assert.deepEqual([cpu?.target, cpu?.achieved], [7, 6.5]);
  assert.ok(near(cpu?.totalRatio, 6.5 / 7));
  assert.ok(near(cpu?.wape, (1 * 1 + 3 * 0.5) / 7));
  assert.ok(near(cpu?.rmse, Math.sqrt((1 * 1 + 3 * 0.25) / 4)));
  assert.ok(near(cpu?.r, -1));
  assert.ok(near(read?.wape, 40 / 400) && near(read?.totalRatio, 420 / 400));
  assert.ok(near(read?.rmse, Math.sqrt((100 + 900) / 2)));
});

test('compare leaves out the steps that one of them does not have, and resources that are in none', () => {
  const target = createTrace('t', { interval: of(1, 1, 1), cpu: of(1, NO, 2) });
  const achieved = createTrace('a', { interval: of(1, 1, 1), cpu: of(1, 5, NO), read: of(1, 2, 3) });
  const result = compare(target, achieved);
  assert.deepEqual(Object.keys(result), ['cpu']);
  assert.deepEqual([result.cpu?.target, result.cpu?.achieved, result.cpu?.wape], [1, 1, 0]);
});

test('a trace compared with itself is all true', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      for (const { wape, rmse, target } of Object.values(compare(trace, trace))) {
        assert.equal(rmse, 0);
        assert.ok(target === 0 || wape === 0);
      }
    }),
  );
});

test('a target that never changes correlates with nothing: r is not a number, never noise of its rounding', () => {
  const [interval, cpu] = [of(1, 1, 1), of(0.1, 0.1, 0.1)];
  const result = compare(createTrace('t', { interval, cpu }), createTrace('a', { interval, cpu: of(0.1, 0.11, 0.1) }));
  assert.ok(Number.isNaN(result.cpu?.r));
});

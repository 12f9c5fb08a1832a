import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endsOf } from '../../lib/report/ends-of.ts';
import { reportFromJson, reportToJson } from '../../lib/report/json.ts';
import { packColumn, packTimes, unpack } from '../../lib/report/packed.ts';
import type { Report } from '../../lib/report/report.ts';

const LONG = 2500;
const throughJson = (column: ReturnType<typeof packTimes>) => unpack(JSON.parse(JSON.stringify(column)));

test('a short column stays a list that a person can read', () => {
  assert.deepEqual(packColumn([1, 2.5]), [1, 2.5]);
  assert.deepEqual(packTimes([1, 2]), [1, 2]);
});

test('a long column comes back to the last bit, gaps and infinities too', () => {
  const number = fc.double();
  fc.assert(
    fc.property(fc.array(number, { minLength: LONG, maxLength: LONG }), (values) => {
      assert.deepEqual(throughJson(packColumn(values)), values);
    }),
    { numRuns: 10 },
  );
});

test('even times are three numbers, and come back to the last bit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300_000 }), (milliseconds) => {
      const times = Array.from({ length: LONG }, (_, step) => ((step + 1) * milliseconds) / 1000);
      assert.deepEqual(Object.keys(packTimes(times)), ['from', 'step', 'count']);
      assert.deepEqual(throughJson(packTimes(times)), times);
    }),
  );
});

test('uneven times are kept one by one', () => {
  const interval = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(fc.array(interval, { minLength: LONG, maxLength: LONG }), (intervals) => {
      const times = endsOf(intervals);
      assert.deepEqual(throughJson(packTimes(times)), times);
    }),
    { numRuns: 10 },
  );
});

test('a long report is the same after it was saved as JSON and loaded', () => {
  const values = Array.from({ length: LONG }, (_, step) => (step % 7 === 0 ? Number.NaN : Math.sqrt(step)));
  const x = values.map((_, step) => step * 0.65 + 0.65);
  const report: Report = {
    title: 'long',
    sections: [{ kind: 'series', title: 'CPU', unit: 'cores', x, lines: [{ name: 'vm1', values, style: 'area' }] }],
  };
  assert.deepEqual(reportFromJson(reportToJson(report)), report);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnsOf } from '../../lib/sched/columns.ts';
import { startCredit } from '../../lib/sched/credit.ts';

const template = columnsOf(1, () => 2);
const used = (cpu: number) => ({ ...columnsOf(1), cpu: Float64Array.of(cpu) });

test('credit is what was left of the template in the last k periods', () => {
  const whole = fc.integer({ min: 0, max: 8 }).map((quarters) => quarters / 4);
  fc.assert(
    fc.property(fc.array(whole), fc.integer({ min: 1, max: 5 }), (uses, window) => {
      const credit = startCredit(template, window);
      for (const use of uses) credit.add(used(use));
      const sum = uses.slice(-window).reduce((total, use) => total + 2 - use, 0);
      assert.equal(credit.columns.cpu[0], sum);
    }),
  );
});

test('what was not recorded earns nothing, nor does a template without end', () => {
  const credit = startCredit({ ...template, read: Float64Array.of(Number.POSITIVE_INFINITY) }, 2);
  credit.add(used(Number.NaN));
  assert.deepEqual([credit.columns.cpu[0], credit.columns.read[0]], [0, 0]);
});

test('a window is a whole number of periods', () => {
  for (const window of [0, 1.5, -1, Number.NaN]) assert.throws(() => startCredit(template, window), /credit window/);
});

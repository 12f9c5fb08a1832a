import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { makePlan, type PlanInput } from '../../lib/replay/plan.ts';
import { createTrace, type Trace } from '../../lib/trace/trace.ts';

const columns = (...values: number[]) => Float64Array.from(values);
const trace = createTrace('vm', {
  interval: columns(0, 1, 2),
  cpu: columns(Number.NaN, 4, 1),
  tx: columns(Number.NaN, 0, 500),
  rx: columns(Number.NaN, 9, 9),
});
const plan = (change: Partial<PlanInput> = {}) => makePlan({ trace, capacity: { cpu: 2 }, pace: 'own', ...change });

describe('a plan', () => {
  test('replays what a VM makes itself, as far as it was recorded and is not all 0', () => {
    assert.deepEqual(plan().resources, ['cpu', 'tx']);
    assert.deepEqual(plan({ without: ['tx'] }).resources, ['cpu']);
    assert.deepEqual(plan({ only: ['rx'] }).resources, ['rx']);
  });

  test('leaves out the step of length 0 that only marks the start', () => {
    assert.deepEqual([...plan().target.interval], [1, 2]);
    assert.deepEqual([...plan().target.cpu], [4, 1]);
  });

  test('has only what is replayed: the rest is not recorded', () => {
    assert.ok(plan({ only: ['cpu'] }).target.tx.every(Number.isNaN));
  });

  test('lists what the machine cannot reach', () => {
    assert.deepEqual(plan().unreachable, [{ resource: 'cpu', steps: 1, of: 2, peak: 4, capacity: 2 }]);
    assert.deepEqual(plan({ only: ['tx'] }).unreachable, []);
  });

  test('fits the whole run by one factor, and tells both totals', () => {
    const { target, adjustments, unreachable } = plan({ reach: 'fit' });
    assert.deepEqual([...target.cpu], [2, 0.5]);
    assert.deepEqual(adjustments, [{ resource: 'cpu', how: 'fit', factor: 0.5, before: 6, after: 3 }]);
    assert.deepEqual(unreachable, []);
  });

  test('clips the peaks only, and tells both totals', () => {
    const { target, adjustments } = plan({ reach: 'clip' });
    assert.deepEqual([...target.cpu], [2, 1]);
    assert.deepEqual(adjustments, [{ resource: 'cpu', how: 'clip', before: 6, after: 4 }]);
  });

  test('clips bytes by their rate within the step', () => {
    const { target } = plan({ only: ['tx'], capacity: { tx: 100 }, reach: 'clip' });
    assert.deepEqual([...target.tx], [0, 200]);
  });

  test('asks the generators for less CPU where an earlier run told the cost, but the VM is to use the whole', () => {
    const overhead: Trace = createTrace('cost', { interval: columns(1, 1), cpu: columns(1, 3) });
    const { target, asked, subtracted } = plan({ overhead });
    assert.deepEqual([...target.cpu], [4, 1]);
    assert.deepEqual([...asked.cpu], [3, 0]);
    assert.deepEqual(subtracted, { clipped: 1, uncoveredSeconds: 1 });
  });

  test('refuses a resource that was not recorded, saying what was', () => {
    assert.throws(
      () => plan({ only: ['memory'] }),
      (error: unknown) => error instanceof InputError && /one with cpu, rx, tx/.test(error.message),
    );
  });

  test('refuses to do nothing', () => {
    assert.throws(() => plan({ without: ['cpu', 'tx'] }), InputError);
  });
});

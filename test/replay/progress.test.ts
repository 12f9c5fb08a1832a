import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePlan } from '../../lib/replay/plan.ts';
import { progressOf } from '../../lib/replay/progress.ts';
import type { Progress } from '../../lib/report/progress.ts';
import { createTrace } from '../../lib/trace/trace.ts';

const planOf = (steps: number, seconds: number) => {
  const interval = new Float64Array(steps).fill(seconds);
  return makePlan({ trace: createTrace('vm', { interval, cpu: interval }), capacity: {}, pace: 'own' });
};

test('progress of a set is that of its longest replay, whose steps are not those of the others', () => {
  const told: Progress[] = [];
  const [long, short] = [planOf(4, 10), planOf(300, 0.1)];
  const progress = progressOf([short, long], (one) => told.push(one));
  for (let step = 0; step <= 100; step++) progress.step(short, step);
  for (const step of [0, 1, 2, 2, 3]) progress.step(long, step);
  assert.deepEqual(told, [
    { done: 10, total: 40, step: 1, steps: 4 },
    { done: 20, total: 40, step: 2, steps: 4 },
    { done: 30, total: 40, step: 3, steps: 4 },
  ]);
});

test('a way to tell progress that there is not is refused', () => {
  assert.throws(
    () => progressOf([planOf(1, 1)], 'bars' as 'bar'),
    /onProgress: expected 'bar' or a function, got 'bars'/,
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SCHEDULED } from '../../../lib/sched/columns.ts';
import { ewma } from '../../../lib/sched/predictor/ewma.ts';
import { holt } from '../../../lib/sched/predictor/holt.ts';
import { last } from '../../../lib/sched/predictor/last.ts';
import { oracle } from '../../../lib/sched/predictor/oracle.ts';
import { seasonal } from '../../../lib/sched/predictor/seasonal.ts';
import { estimatesOf, used } from './series.ts';

const { NaN: missing } = Number;

test('ewma: α of the last observation, the rest of the last estimate', () => {
  assert.deepEqual(estimatesOf(ewma(0.5), [10, 20, 30, missing, 2]), [10, 15, 22.5, 22.5, 12.25]);
  assert.deepEqual(estimatesOf(ewma(0.25), [missing, 8, 0, 0]), [missing, 8, 6, 4.5]);
});

test('ewma: each resource has its own α, ResCoin’s where none is told', () => {
  const after = (predictor: ReturnType<typeof ewma>) =>
    SCHEDULED.map((resource) => {
      const prediction = predictor.start(resource);
      for (const value of [0, 1]) prediction.observe(value);
      return prediction.estimate;
    });
  assert.deepEqual(after(ewma()), [0.7, 0.8, 0.8, 0.8]);
  assert.deepEqual(after(ewma({ cpu: 0.1, write: 0.2 })), [0.1, 0.8, 0.8, 0.2]);
  assert.equal(ewma().name, 'ewma(0.7/0.8/0.8/0.8)');
  assert.equal(ewma(0.3).name, 'ewma(0.3)');
});

test('ewma with α of 1 is last', () => {
  fc.assert(
    fc.property(fc.array(used()), (series) =>
      assert.deepEqual(estimatesOf(ewma(1), series), estimatesOf(last(), series)),
    ),
  );
});

test('holt: level and trend as Holt has them', () => {
  // By hand: level 10, trend 0; 14 → level 12, trend 1; 18 → expected 13, level 15.5, trend 0.5 · 3.5 + 0.5 · 1 = 2.25
  assert.deepEqual(estimatesOf(holt({ level: 0.5, trend: 0.5 }), [10, 14, 18]), [10, 13, 17.75]);
});

test('holt: what grows evenly is foreseen, what falls evenly is not predicted below 0', () => {
  const growing = Array.from({ length: 300 }, (_, period) => 5 + 2 * period);
  assert.ok(Math.abs(estimatesOf(holt(), growing).at(-1)! - (5 + 2 * 300)) < 1e-3);
  assert.equal(estimatesOf(holt({ level: 1, trend: 1 }), [9, 6, 3, 0]).at(-1), 0);
});

test('seasonal: a season that repeats is predicted exactly from its second round on', () => {
  const season = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(season, fc.integer({ min: 1, max: 40 }), ([...places], more) => {
      const series = Array.from({ length: places.length + more }, (_, period) => places[period % places.length]!);
      const estimates = estimatesOf(seasonal({ period: places.length }), series).slice(places.length - 1, -1);
      estimates.forEach((estimate, index) => {
        assert.ok(Math.abs(estimate - series[places.length + index]!) < 1e-6);
      });
    }),
  );
});

test('seasonal: level, trend and season as Winters has them', () => {
  // First season 2, 6: level 4, places -2 and +2. Then 3: level 0.5 · (3 + 2) + 0.5 · 4 = 4.5, trend 0.5 · 0.5 = 0.25,
  // place 0.5 · (3 - 4.5) + 0.5 · -2 = -1.75; next 4.5 + 0.25 + 2.
  const predictor = seasonal({ period: 2, level: 0.5, trend: 0.5, season: 0.5 });
  assert.deepEqual(estimatesOf(predictor, [2, 6, 3]), [2, 2, 6.75]);
});

test('seasonal: the season goes on while nothing is recorded', () => {
  const series = [1, 5, 9, 1, 5, 9, missing, missing, 9, 1, 5];
  const estimates = estimatesOf(seasonal({ period: 3 }), [missing, ...series]).slice(1);
  assert.deepEqual(estimates.slice(5, 8), [1, 1, 1]);
  assert.deepEqual(estimates.slice(8), [1, 5, 9]);
});

test('seasonal: a place that was not recorded in the first season is taken to be at the level', () => {
  assert.deepEqual(estimatesOf(seasonal({ period: 3 }), [2, missing, 6, 2]), [2, 2, 2, 4]);
});

test('oracle: knows what it was told, and goes by the last observation where it was not', () => {
  const prediction = oracle().start();
  prediction.foresee?.(7);
  assert.equal(prediction.estimate, 7);
  prediction.observe(7);
  assert.equal(prediction.estimate, 7);
  prediction.foresee?.(missing);
  assert.equal(prediction.estimate, 7);
});

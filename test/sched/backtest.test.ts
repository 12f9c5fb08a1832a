import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { InputError } from '../../lib/core/errors.ts';
import { type BacktestOptions, backtest } from '../../lib/sched/backtest/backtest.ts';
import { SCHEDULED, type ScheduledResource } from '../../lib/sched/columns.ts';
import { sine } from '../../lib/sched/load/sine.ts';
import { ewma } from '../../lib/sched/predictor/ewma.ts';
import { last } from '../../lib/sched/predictor/last.ts';
import { oracle } from '../../lib/sched/predictor/oracle.ts';
import type { Predictor } from '../../lib/sched/predictor/predictor.ts';
import { createTrace } from '../../lib/trace/trace.ts';
import { recordings } from '../fixtures/recordings.ts';

const { NaN: missing } = Number;

const trace = (columns: { interval?: number[]; cpu?: number[]; read?: number[] }, name = 'vm1') => {
  const { interval = (columns.cpu ?? columns.read)!.map(() => 1) } = columns;
  const filled = Object.entries({ ...columns, interval }).map(([column, values]) => [
    column,
    Float64Array.from(values),
  ]);
  return createTrace(name, Object.fromEntries(filled));
};

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

test('the errors of last, by hand', () => {
  const [row] = backtest(trace({ cpu: [1, 2, 4, 3] }), [last()]).rows;
  // Estimates 1 2 4 for 2 4 3: errors -1 -2 +1
  near(row!.mape, (1 / 2 + 2 / 4 + 1 / 3) / 3);
  near(row!.wape, 4 / 9);
  near(row!.rmse, Math.sqrt(6 / 3));
  near(row!.bias, -2 / 3);
  near(row!.underPrediction, 3 / 9);
  near(row!.overPrediction, 1 / 9);
  assert.deepEqual([row!.steps, row!.mapeSteps, row!.vm, row!.resource, row!.predictor], [3, 3, 'vm1', 'cpu', 'last']);
});

test('steps near 0 are left out of MAPE, and of nothing else', () => {
  const [row] = backtest(trace({ cpu: [100, 0, 0.1, 100] }), [last()]).rows;
  near(row!.mape, 99.9 / 100);
  near(row!.wape, (100 + 0.1 + 99.9) / 100.1);
  assert.deepEqual([row!.steps, row!.mapeSteps], [3, 1]);
});

test('who uses nothing has no percentages', () => {
  const [row] = backtest(trace({ cpu: [0, 0, 0] }), [last()]).rows;
  assert.deepEqual([row!.mape, row!.wape, row!.rmse, row!.mapeSteps], [missing, missing, 0, 0]);
});

test('bytes within steps are rates, and rows that only mark a start are no steps', () => {
  const uneven = trace({ interval: [0, 1, 2, 4], read: [0, 100, 200, 400] });
  assert.deepEqual(
    backtest(uneven, [last()]).rows.map(({ resource, rmse, steps }) => [resource, rmse, steps]),
    [['read', 0, 2]],
  );
});

test('steps that were not recorded are not judged, nor observed', () => {
  const [row] = backtest(trace({ cpu: [missing, missing, 5, missing, 7, missing] }), [last()]).rows;
  assert.deepEqual([row!.steps, row!.bias], [1, -2]);
});

test('the warm-up is seen, but not judged', () => {
  const steps = (options: BacktestOptions) =>
    backtest(trace({ cpu: [1, 2, 4, 3] }), [last(), oracle()], options).rows.map((row) => [row.steps, row.bias]);
  assert.deepEqual(steps({ warmup: 0 }), [
    [3, -2 / 3],
    [4, 0],
  ]);
  assert.deepEqual(steps({ warmup: 3 }), [
    [1, 1],
    [1, 0],
  ]);
});

test('each VM and resource that was recorded has a row a predictor, in the order given', () => {
  const recording = { host: {}, traces: [trace({ cpu: [1, 2], read: [1, 2] }), trace({ cpu: [3, 4] }, 'vm2')] };
  const { rows } = backtest(recording, [last(), ewma(0.5)]);
  assert.deepEqual(
    rows.map(({ vm, resource, predictor }) => `${vm} ${resource} ${predictor}`),
    ['vm1 cpu last', 'vm1 cpu ewma(0.5)', 'vm1 read last', 'vm1 read ewma(0.5)', 'vm2 cpu last', 'vm2 cpu ewma(0.5)'],
  );
  assert.deepEqual(backtest(recording.traces, [last(), ewma(0.5)]).rows, rows);
});

test('each resource gets the predictor’s state of its own', () => {
  const asked: (ScheduledResource | undefined)[] = [];
  const spy: Predictor = {
    name: 'spy',
    start: (resource) => {
      asked.push(resource);
      return { observe: () => {}, estimate: 1 };
    },
  };
  backtest(trace({ cpu: [1, 2], read: [1, 2] }), [spy]);
  assert.deepEqual(asked, ['cpu', 'read']);
});

test('under- and over-prediction sum to WAPE, their difference is the bias; the oracle makes no error', () => {
  fc.assert(
    fc.property(recordings(fc.constantFrom('a', 'b', 'c')), (recording) => {
      const recorded = recording.traces.some((one) => SCHEDULED.some((resource) => one[resource].some((x) => x >= 0)));
      fc.pre(recorded);
      for (const row of backtest(recording, [ewma(), oracle()]).rows) {
        if (row.predictor === 'oracle' && row.steps > 0) assert.equal(row.rmse, 0);
        if (!Number.isFinite(row.wape)) continue;
        assert.ok(Math.abs(row.underPrediction + row.overPrediction - row.wape) <= 1e-9 * row.wape);
        assert.ok(row.steps > 0 && row.mapeSteps <= row.steps);
      }
    }),
  );
});

test('printed, it is a table with every predictor', () => {
  const text = inspect(backtest(trace({ cpu: [1, 2, 4, 3] }), [last(), ewma(), oracle()]));
  for (const part of ['cpu of vm1', 'last', 'ewma(0.7/0.8/0.8/0.8)', 'oracle', 'WAPE (%)', 'RMSE (cores)', '44.4'])
    assert.ok(text.includes(part), `no ${part} in\n${text}`);
});

for (const [what, run] of [
  ['no predictors', () => backtest(trace({ cpu: [1, 2] }), [])],
  ['no trace', () => backtest([], [last()])],
  ['nothing recorded of the resource', () => backtest(trace({ cpu: [1] }), [last()], { resources: ['memory'] })],
  ['an unknown resource', () => backtest(trace({ cpu: [1] }), [last()], { resources: ['rx' as 'read'] })],
  ['a predictor that is in no list', () => backtest(trace({ cpu: [1] }), last() as never)],
  ['the name of a predictor', () => backtest(trace({ cpu: [1] }), ['last' as never])],
  ['the name of a file', () => backtest('record.csv' as never, [last()])],
  ['a generated load', () => backtest(sine({ vms: 1, steps: 2, period: 2, peak: { cpu: 1 } }) as never, [last()])],
  ['resources that are no list', () => backtest(trace({ cpu: [1] }), [last()], { resources: 'cpu' as never })],
  ['a warm-up below 0', () => backtest(trace({ cpu: [1] }), [last()], { warmup: -1 })],
] as const)
  test(`${what} is an InputError`, () => {
    assert.throws(run, InputError);
  });

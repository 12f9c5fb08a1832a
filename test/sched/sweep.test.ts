import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { InputError, RunError } from '../../lib/core/errors.ts';
import { sine } from '../../lib/sched/load/sine.ts';
import { perVm } from '../../lib/sched/policy/per-vm.ts';
import { rescoin } from '../../lib/sched/policy/rescoin.ts';
import { workConserving } from '../../lib/sched/policy/work-conserving.ts';
import { ewma } from '../../lib/sched/predictor/ewma.ts';
import { last } from '../../lib/sched/predictor/last.ts';
import type { SimulationComparison } from '../../lib/sched/simulate/compare.ts';
import { simulate } from '../../lib/sched/simulate/simulate.ts';
import { sweep } from '../../lib/sched/sweep/sweep.ts';
import { createTrace } from '../../lib/trace/trace.ts';

const input = sine({ vms: 4, steps: 50, period: 20, peak: { cpu: 2, memory: 1000 } });
const mine = (name: string) => ({ module: new URL('./mine.ts', import.meta.url), export: name });

test('a sweep simulates every combination in threads, to the same bits as here', async () => {
  const progress: number[] = [];
  const { simulations, ...result } = await sweep({
    input,
    predictor: ['last', ewma(0.5)],
    policy: [rescoin({ window: 5 }), ['workConserving', 'static'], mine('halves')],
    capacity: [{ cpu: 4 }, { cpu: 3, memory: 3000 }],
  }).run({ onProgress: ({ done }) => progress.push(done) });
  assert.deepEqual(
    simulations.map(({ policy, predictor, capacity }) => [policy, predictor, capacity.cpu]),
    [4, 3].flatMap((cpu) =>
      ['rescoin(5)', 'work-conserving static', 'halves'].flatMap((policy) =>
        ['last', 'ewma(0.5)'].map((predictor) => [policy, predictor, cpu]),
      ),
    ),
  );
  assert.deepEqual(progress.length, 12);
  const here = simulate(input, {
    predictor: ewma(0.5),
    policy: rescoin({ window: 5 }),
    capacity: { cpu: 3, memory: 3000 },
    keep: 'summary',
  });
  assert.equal(JSON.stringify(simulations[7]), JSON.stringify(here));
  assert.match(String(result), /halves +ewma\(0\.5\) +4 cores.*halves +ewma\(0\.5\) +3 cores, 2\.93 KiB/s);
});

test('a failure in a thread names its case, and comes with what had ended', async () => {
  const failing = sweep({ input, predictor: ['last'], policy: ['equal', mine('failing')], capacity: { cpu: 1 } });
  await assert.rejects(failing.run({ workers: 1 }), (error) => {
    assert.ok(error instanceof RunError && error.code === 'SWEEP');
    assert.match(error.message, /mine\.ts#failing with last on \{"cpu":1\}: in period 0, failing failed: no idea/);
    assert.deepEqual(
      (error.result as SimulationComparison).simulations.map(({ policy }) => policy),
      ['equal'],
    );
    return true;
  });
  const missing = sweep({ input, predictor: ['last'], policy: [mine('nothing')], capacity: { cpu: 1 } });
  await assert.rejects(missing.run(), /mine\.ts#nothing .*expected a module that exports nothing/);
});

test('an abort ends the threads and gives its reason', async () => {
  const controller = new AbortController();
  const long = sweep({
    input: sine({ vms: 500, steps: 100_000, period: 20, peak: { cpu: 1 } }),
    predictor: ['last'],
    policy: ['equal'],
    capacity: { cpu: 1 },
  });
  const run = long.run({ signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 50);
  await assert.rejects(run, /enough/);
});

test('choices that no thread could be sent are refused at once', () => {
  const base = { input, predictor: ['last'], policy: ['equal'], capacity: { cpu: 1 } } as const;
  const cases: [object, RegExp][] = [
    [{ predictor: ['nothing'] }, /one of ewma, last/],
    [{ predictor: [['ewma', 2]] }, /weight α/],
    [{ predictor: [{ name: 'own', start: () => ({}) }] }, /cannot be sent/],
    [{ policy: [() => ({})] }, /cannot be sent/],
    [{ policy: workConserving(perVm(() => ({}))) }, /cannot be sent/],
    [{ policy: ['rescoin', { window: 5 }] }, /expected a built-in/],
    [{ policy: ['best'] }, /one of rescoin, equal/],
    [{ capacity: { memory: 'much' } }, /memory/],
  ];
  for (const [wrong, message] of cases)
    assert.throws(
      () => sweep({ ...base, ...wrong }),
      (error) => error instanceof InputError && message.test(error.message),
    );
});

test('a sweep shows what it would do', () => {
  const planned = sweep({ input, predictor: 'last', policy: [['rescoin', { window: 5 }]], capacity: { cpu: 1 } });
  assert.deepEqual(planned.plan(), [
    {
      policy: { policy: 'rescoin', arguments: [{ window: 5, variant: 'corrected' }] },
      predictor: { predictor: 'last', arguments: [] },
      capacity: { cpu: 1 },
    },
  ]);
  const alone = sweep({ input, predictor: last(), policy: rescoin({ window: 5 }), capacity: [{ cpu: 1 }] });
  assert.deepEqual(alone.plan(), planned.plan());
  assert.match(inspect(planned), /rescoin\(5\) with last.*\.run\(\)/s);
});

test('what would simulate nothing is refused', async () => {
  const good = { input, predictor: 'last', policy: 'equal', capacity: { cpu: 1 } } as const;
  assert.throws(() => sweep({ ...good, predictor: [] }), InputError);
  assert.throws(() => sweep({ ...good, input: undefined as never }), InputError);
  assert.throws(() => sweep({ ...good, predictor: [null as never] }), InputError);
  for (const workers of [0, 1.5, 'two'])
    await assert.rejects(sweep(good).run({ workers: workers as number }), InputError);
});

test('a recording that can be saved is swept as its traces are: no function goes to a thread', async () => {
  const trace = createTrace('a', { interval: Float64Array.of(1, 1), cpu: Float64Array.of(1, 2) });
  const spec = { predictor: 'last', policy: 'equal', capacity: { cpu: 1 } } as const;
  const recording = { host: {}, traces: [trace], save: () => Promise.resolve() };
  const { simulations } = await sweep({ ...spec, input: recording }).run({ workers: 1 });
  assert.deepEqual(simulations[0]?.names, ['a']);
});

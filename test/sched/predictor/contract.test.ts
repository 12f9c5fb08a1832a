/** What every predictor promises. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { InputError } from '../../../lib/core/errors.ts';
import { SCHEDULED } from '../../../lib/sched/columns.ts';
import { autoregressive } from '../../../lib/sched/predictor/autoregressive.ts';
import type { BuiltInPredictor } from '../../../lib/sched/predictor/built-in.ts';
import { ewma } from '../../../lib/sched/predictor/ewma.ts';
import { PREDICTORS, predictorFrom } from '../../../lib/sched/predictor/from-spec.ts';
import { holt } from '../../../lib/sched/predictor/holt.ts';
import { last } from '../../../lib/sched/predictor/last.ts';
import { oracle } from '../../../lib/sched/predictor/oracle.ts';
import { percentile } from '../../../lib/sched/predictor/percentile.ts';
import { seasonal } from '../../../lib/sched/predictor/seasonal.ts';
import { estimatesOf, used } from './series.ts';

const ALL: readonly BuiltInPredictor[] = [
  ewma(),
  ewma(0.3),
  ewma(1),
  last(),
  holt(),
  holt({ level: 1, trend: 1 }),
  seasonal({ period: 2 }),
  seasonal({ period: 5, season: 0.9 }),
  percentile(),
  percentile(50, 3),
  percentile(0, 1),
  autoregressive(),
  autoregressive(1, { window: 4 }),
  autoregressive(4, { window: 9 }),
  oracle(),
];

const columns = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }))
  .chain(([vms, periods]) =>
    fc.array(fc.array(used(), { minLength: vms, maxLength: vms }), { minLength: periods, maxLength: periods }),
  );

const bits = (values: readonly number[]): BigUint64Array => new BigUint64Array(Float64Array.from(values).buffer);

for (const predictor of ALL) {
  const { name } = predictor;

  test(`${name}: many VMs at once come to the same figures as one by one, to the bit`, () => {
    fc.assert(
      fc.property(columns, fc.constantFrom(undefined, ...SCHEDULED), (periods, resource) => {
        const many = predictor.startMany(periods[0]!.length, resource);
        const single = periods[0]!.map(() => predictor.start(resource));
        for (const period of periods) {
          many.observe(Float64Array.from(period));
          single.forEach((prediction, vm) => void prediction.observe(period[vm]!));
          assert.deepEqual(bits([...many.estimate]), bits(single.map(({ estimate }) => estimate)));
        }
      }),
    );
  });

  test(`${name}: estimates a VM's use from 0 on, from its first observation, which is the first estimate`, () => {
    fc.assert(
      fc.property(fc.array(used(), { maxLength: 60 }), (observations) => {
        assert.ok(Number.isNaN(predictor.start().estimate));
        const first = observations.findIndex((value) => !Number.isNaN(value));
        for (const [period, estimate] of estimatesOf(predictor, observations).entries()) {
          if (first < 0 || period < first) assert.ok(Number.isNaN(estimate));
          else assert.ok(estimate >= 0 && estimate < Number.POSITIVE_INFINITY, `${estimate} in period ${period}`);
          if (period === first) assert.equal(estimate, observations[first]);
        }
      }),
    );
  });

  test(`${name}: what was not recorded leaves the estimate`, () => {
    fc.assert(
      fc.property(fc.array(used(), { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (before, gap) => {
        const estimates = estimatesOf(predictor, [...before, ...new Array<number>(gap).fill(Number.NaN)]);
        assert.deepEqual(estimates.slice(before.length), new Array(gap).fill(estimates[before.length - 1]));
      }),
    );
  });

  test(`${name}: who never changes is predicted`, () => {
    const constant = fc.double({ min: 1e-3, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(constant, fc.integer({ min: 1, max: 100 }), (value, periods) => {
        const estimate = estimatesOf(predictor, new Array<number>(periods).fill(value)).at(-1)!;
        assert.ok(Math.abs(estimate - value) <= 1e-9 * value, `${estimate} for ${value}`);
      }),
    );
  });

  test(`${name}: is frozen, and made again from its JSON is the same`, () => {
    assert.ok(Object.isFrozen(predictor));
    const again = predictorFrom(JSON.parse(JSON.stringify(predictor)));
    const series = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9];
    assert.deepEqual(estimatesOf(again, series), estimatesOf(predictor, series));
  });
}

test('the predictors checked here are all that there are', () => {
  assert.deepEqual(new Set(ALL.map((predictor) => predictor.toJSON().predictor)), new Set(Object.keys(PREDICTORS)));
});

for (const [what, make] of [
  ['an α of 0', () => ewma(0)],
  ['an α above 1', () => ewma({ memory: 1.01 })],
  ['an α that is NaN', () => ewma(Number.NaN)],
  ['a level of 0', () => holt({ level: 0 })],
  ['a trend above 1', () => holt({ trend: 2 })],
  ['a season of one period', () => seasonal({ period: 1 })],
  ['a season of part of a period', () => seasonal({ period: 2.5 })],
  ['a factor of a season above 1', () => seasonal({ period: 4, season: 1.5 })],
  ['a percentage above 100', () => percentile(101)],
  ['a window of nothing', () => percentile(95, 0)],
  ['an order of 0', () => autoregressive(0)],
  ['a window that is too short for the order', () => autoregressive(3, { window: 6 })],
  ['an α that is a text, which would leave ResCoin’s own', () => ewma('0.5' as never)],
  ['an α of a resource that there is not', () => ewma({ cpus: 0.5 } as never)],
  ['an α of a resource as a text', () => ewma({ cpu: '0.5' } as never)],
  ['a number for options', () => holt(0.5 as never)],
  ['an option that nobody reads', () => seasonal({ period: 4, levle: 0.5 } as never)],
  ['no season at all', () => seasonal(undefined as never)],
  ['a percentage as a text', () => percentile('95' as never)],
  ['a window that is no option', () => autoregressive(3, 30 as never)],
  ['a spec of no predictor', () => predictorFrom({ predictor: 'toString', arguments: [] })],
] as const)
  test(`${what} is an InputError`, () => {
    assert.throws(make, InputError);
  });

test('a predictor prints as its name', () => {
  assert.equal(String(ewma(0.5)), 'predictor ewma(0.5)');
  assert.equal(inspect(percentile(95, 30)), 'predictor percentile(95, 30)');
});

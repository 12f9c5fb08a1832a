import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { conditionsOf, conditionText } from '../../lib/experiment/condition.ts';
import { orderOf, pendingOf } from '../../lib/experiment/order.ts';

const levels = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 });
const orders = fc.record({
  conditions: fc.tuple(levels, levels).map(([rate, mode]) => conditionsOf({ rate, mode })),
  repeat: fc.integer({ min: 1, max: 6 }),
  warmUp: fc.integer({ min: 0, max: 2 }),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

describe('conditions', () => {
  test('are every combination, the last factor fastest', () => {
    const texts = conditionsOf({ rate: [1, 2], mode: ['a', 'b'] }).map(conditionText);
    assert.deepEqual(texts, ['rate=1 mode=a', 'rate=1 mode=b', 'rate=2 mode=a', 'rate=2 mode=b']);
  });

  test('that are left out are not there', () => {
    const found = conditionsOf({ rate: [1, 2], mode: ['a', 'b'] }, [
      ({ mode }) => mode === 'a',
      ({ rate }) => rate !== 2,
    ]);
    assert.deepEqual(found, [{ rate: 1, mode: 'a' }]);
  });

  test('of no factor are one', () => assert.deepEqual(conditionsOf({}), [{}]));
});

describe('the order of trials', () => {
  test('has every condition once in every block, warm-ups first', () => {
    fc.assert(
      fc.property(orders, (spec) => {
        const order = orderOf(spec);
        const size = spec.conditions.length;
        assert.equal(order.length, size * (spec.repeat + spec.warmUp));
        for (const [place, { trial, repetition, warmUp }] of order.entries()) {
          const block = Math.floor(place / size);
          assert.equal(trial, place + 1);
          assert.equal(warmUp, block < spec.warmUp);
          assert.equal(repetition, warmUp ? block + 1 : block - spec.warmUp + 1);
        }
        for (let block = 0; block < spec.repeat + spec.warmUp; block++) {
          const conditions = order
            .slice(block * size, (block + 1) * size)
            .map(({ condition }) => conditionText(condition));
          assert.deepEqual(conditions.sort(), spec.conditions.map(conditionText).sort());
        }
      }),
    );
  });

  test('is the same for the same seed, and no two trials have one seed', () => {
    fc.assert(
      fc.property(orders, (spec) => {
        assert.deepEqual(orderOf(spec), orderOf(spec));
        const seeds = orderOf(spec).map(({ seed }) => seed);
        assert.equal(new Set(seeds).size, seeds.length);
        assert.ok(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32));
      }),
    );
  });

  test('is another for another seed', () => {
    const spec = { conditions: conditionsOf({ rate: [1, 2, 3, 4, 5] }), repeat: 4, warmUp: 0 };
    const texts = [1, 2].map((seed) => orderOf({ ...spec, seed }).map(({ condition }) => conditionText(condition)));
    assert.notDeepEqual(texts[0], texts[1]);
  });

  test('brings each condition to each place of a block about equally often', () => {
    const spec = { conditions: conditionsOf({ rate: [1, 2, 3] }), repeat: 3000, warmUp: 0, seed: 7 };
    const firsts = orderOf(spec).filter((_, place) => place % 3 === 0);
    for (const rate of [1, 2, 3]) {
      const count = firsts.filter(({ condition }) => condition.rate === rate).length;
      // Binomial: 1000 expected, standard deviation 26.
      assert.ok(Math.abs(count - 1000) < 4 * 26, `${count}`);
    }
  });

  test('goes on with what is not done, in its order', () => {
    fc.assert(
      fc.property(orders, fc.array(fc.integer({ min: 1, max: 40 })), (spec, done) => {
        const order = orderOf(spec);
        const pending = pendingOf(
          order,
          done.map((trial) => ({ trial })),
        );
        assert.deepEqual(
          pending,
          order.filter(({ trial }) => !done.includes(trial)),
        );
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { InputError } from '../../lib/core/errors.ts';
import { compare } from '../../lib/experiment/comparison/compare.ts';
import { madeUp, withValues } from './support.ts';

const near = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 1e-9, `${found} is not ${expected}`);

describe('a comparison', () => {
  test('of [1, 2, 3] and [4, 5, 6] has the exact p of 0.1, a delta of 1 and a difference of 3', () => {
    const facts = withValues({ mode: ['a', 'b'] }, ({ mode }) => (mode === 'a' ? [1, 2, 3] : [4, 5, 6]));
    const [pair, ...others] = compare(facts, 'mode').pairs;
    assert.equal(others.length, 0);
    assert.deepEqual(
      { ...pair, sentence: '' },
      {
        measure: 'x',
        first: 'a',
        second: 'b',
        n: [3, 3],
        medians: [2, 5],
        // Of three values, the least is the median of a resample in 7 of 27: both ends are in the interval.
        difference: { estimate: 3, low: 1, high: 5 },
        relative: 1.5,
        delta: 1,
        p: 0.1,
        correctedP: 0.1,
        leastP: 0.1,
        sentence: '',
      },
    );
    assert.equal(
      pair!.sentence,
      "x: b is 3 above a (+150 %; 95 % interval 1 to 5). A large effect (Cliff's delta 1), but 3 values of a level are too few to tell it from chance (p = 0.1, the least there can be).",
    );
  });

  test('of five values each that are all apart is hardly chance: 2 of 252 arrangements', () => {
    const facts = withValues({ mode: ['a', 'b'] }, ({ mode }) => (mode === 'a' ? [5, 6, 7, 8, 9] : [0, 1, 2, 3, 4]));
    const [pair] = compare(facts, 'mode').pairs;
    near(pair!.p, 2 / 252);
    assert.equal(pair!.delta, -1);
    // The median of a resample is the least of five in 5.8 %, the second in 25.9 %: a difference of -9 comes in 0.3 %, of -8 in 3 %.
    assert.match(
      pair!.sentence,
      /^x: b is 5 below a \(-71.4 %; 95 % interval -8 to -2\)\. A large effect .*, hardly chance \(p = 0\.00794\)\.$/,
    );
  });

  test('tells in each part of a table that is cut in two which levels it is about', () => {
    const facts = withValues({ mode: ['a', 'b', 'c'] }, () => [1, 2, 3]);
    const lines = inspect(compare(facts, 'mode')).split('\n');
    assert.ok(lines.filter((line) => line.startsWith('A → B')).length > 1, 'on 80 columns it is cut');
    for (const pair of ['a → b', 'a → c', 'b → c'])
      assert.equal(
        lines.filter((line) => line.startsWith(pair)).length,
        lines.filter((line) => line.startsWith('A → B')).length,
      );
  });

  test('says where the median goes one way and most values the other', () => {
    const facts = withValues({ mode: ['a', 'b'] }, ({ mode }) =>
      mode === 'a' ? [1, 2, 10, 11, 12] : [3, 4, 9, 13, 14],
    );
    const [pair] = compare(facts, 'mode').pairs;
    // 13 and 14 are above all five; 3, 4 and 9 above two and below three.
    assert.deepEqual([pair!.difference.estimate, pair!.delta], [-1, (2 * 5 - 3) / 25]);
    assert.match(pair!.sentence, /^x: b is 1 below a .*\. A small effect the other way \(Cliff's delta 0\.28\)/);
  });

  test('of levels that are alike says that there is nothing to speak of', () => {
    const facts = withValues({ mode: ['a', 'b'] }, () => [1, 2, 3, 4]);
    const [pair] = compare(facts, 'mode').pairs;
    assert.deepEqual([pair!.difference.estimate, pair!.delta, pair!.p], [0, 0, 1]);
    assert.match(pair!.sentence, /^x: b has the same median as a .*No effect to speak of .*may be chance \(p = 1\)/);
  });

  test('is not masked by what another factor does, by far more', () => {
    const facts = withValues({ rate: [1, 1000], mode: ['a', 'b'] }, ({ rate, mode }) =>
      [1, 2, 3].map((value) => Number(rate) * 10 + value + (mode === 'a' ? 0 : 3)),
    );
    const [pair] = compare(facts, 'mode').pairs;
    assert.deepEqual([pair!.difference.estimate, pair!.delta, pair!.n], [3, 1, [6, 6]]);
    near(pair!.p, 2 / 400);
    assert.deepEqual(pair!.medians, [(12 + 10_002) / 2, (15 + 10_005) / 2]);
  });

  test('pairs no values of different combinations, and leaves out those with one level only', () => {
    const facts = withValues({ rate: [1, 2], mode: ['a', 'b'] }, ({ rate, mode }) => {
      if (rate === 1) return mode === 'a' ? [1, 2, 3] : [4, 5, 6];
      return mode === 'a' ? [1000, 1000, 1000] : [Number.NaN, Number.NaN, Number.NaN];
    });
    const [pair] = compare(facts, 'mode').pairs;
    assert.deepEqual([pair!.n, pair!.medians, pair!.p], [[3, 3], [2, 5], 0.1]);
  });

  test('corrects for how many pairs of levels there are, by Holm', () => {
    const facts = withValues({ mode: ['a', 'b', 'c'] }, ({ mode }) =>
      mode === 'c' ? [11, 12, 13, 14, 15] : mode === 'b' ? [6, 7, 8, 9, 10] : [1, 2, 3, 4, 5],
    );
    const { pairs } = compare(facts, 'mode');
    assert.deepEqual(
      pairs.map(({ first, second }) => `${first}${second}`),
      ['ab', 'ac', 'bc'],
    );
    for (const { p, correctedP } of pairs) {
      near(p, 2 / 252);
      near(correctedP, 6 / 252); // the smallest of three alike: three times; no other gets below
    }
  });

  test('of so few values that no p could be small enough says so, after the correction too', () => {
    const sentenceOf = (levels: readonly string[], valuesAt: (level: unknown) => readonly number[]) =>
      compare(
        withValues({ mode: levels }, ({ mode }) => valuesAt(mode)),
        'mode',
      ).pairs[0]!.sentence;
    // Three and three that overlap: 2 of 20 arrangements would be the least.
    assert.match(
      sentenceOf(['a', 'b'], (mode) => (mode === 'a' ? [1, 2, 4] : [3, 5, 6])),
      /but 3 values of a level are too few to tell it from chance \(p = 0\.2, where 0\.1 is the least there can be\)\.$/,
    );
    // Four and four that are all apart: 2 of 70, three times for three pairs.
    assert.match(
      sentenceOf(['a', 'b', 'c'], (mode) => [1, 2, 3, 4].map((value) => value + 10 * 'abc'.indexOf(String(mode)))),
      /but 4 values of a level are too few to tell it from chance \(p = 0\.0857, the least there can be\)\.$/,
    );
  });

  test('has the measures one after another, in their units', () => {
    const facts = madeUp({
      factors: { mode: ['a', 'b'] },
      repeat: 3,
      units: { downtime: 's' },
      trial: ({ condition, repetition }) => ({
        measures: { downtime: condition.mode === 'a' ? 0.2 : 0.1, bytes: repetition },
      }),
    });
    const comparison = compare(facts, 'mode');
    assert.deepEqual(
      comparison.pairs.map(({ measure }) => measure),
      ['downtime', 'bytes'],
    );
    assert.match(
      comparison.pairs[0]!.sentence,
      /^downtime: b is 100 ms below a \(-50 %; 95 % interval -100 ms to -100 ms\)/,
    );
    assert.match(inspect(comparison), /A → B +B - A \(ms\) +low \(ms\)[\s\S]*a → b +-100 +-100 +-100 +-50 +-1 /);
  });

  test('of fewer than three values has no interval', () => {
    const facts = withValues({ mode: ['a', 'b'] }, ({ mode }) => (mode === 'a' ? [1, 2] : [4, 5]));
    assert.deepEqual(compare(facts, 'mode').pairs[0]!.difference, { estimate: 3, low: Number.NaN, high: Number.NaN });
  });

  test('of what was never recorded at both levels is nothing, and says so', () => {
    const facts = withValues({ mode: ['a', 'b'] }, ({ mode }) => (mode === 'a' ? [1, 2] : [Number.NaN, Number.NaN]));
    const [pair] = compare(facts, 'mode').pairs;
    assert.equal(pair!.p, Number.NaN);
    assert.equal(pair!.sentence, 'x: b and a were not both recorded under one condition.');
  });

  test('by a factor that there is not, or that has one level, is an InputError that names the others', () => {
    const facts = withValues({ mode: ['a', 'b'], size: [1] }, () => [1]);
    for (const factor of ['rate', 'size', 'toString'])
      assert.throws(
        () => compare(facts, factor),
        (error) => error instanceof InputError && /a factor with two levels or more: mode, got/.test(error.message),
      );
  });
});

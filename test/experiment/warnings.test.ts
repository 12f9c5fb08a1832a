import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ExperimentFacts } from '../../lib/experiment/facts.ts';
import { resultOf } from '../../lib/experiment/result.ts';
import type { Trial } from '../../lib/experiment/trial.ts';
import { seededRandom } from '../../lib/stats/random.ts';
import { type MadeUp, madeUp, withValues } from './support.ts';

const FACTORS = { mode: ['a', 'b'] };

const kindsOf = (facts: ExperimentFacts): string[] => resultOf(facts).warnings.map(({ kind }) => kind);
const sentence = (facts: ExperimentFacts, kind: string) =>
  resultOf(facts).warnings.find((warning) => warning.kind === kind)?.sentence;

/** Six values that are apart by condition, in an order that goes neither up nor down. */
const calm = (change: MadeUp['trial'] = () => ({})): ExperimentFacts =>
  madeUp({
    factors: FACTORS,
    repeat: 6,
    trial: (planned) => ({
      measures: { x: (planned.condition.mode === 'a' ? 10 : 20) + [3, 1, 5, 2, 6, 4][planned.repetition - 1]! / 10 },
      ...change(planned),
    }),
  });

describe('a reader is warned', () => {
  test('of nothing where six calm trials of each condition are well apart', () =>
    assert.deepEqual(kindsOf(calm()), []));

  test('of a measure that drifts with the order of the trials, though conditions are further apart', () => {
    const drifting = calm(({ trial, condition }) => ({
      measures: { x: (condition.mode === 'a' ? 1 : 100) + trial / 10 },
    }));
    assert.match(
      sentence(drifting, 'drift')!,
      /^x grows with the order of the trials \(rank correlation 0\.9\d*, p = /,
    );
  });

  test('of drift about once in a hundred experiments that do not drift', () => {
    // A hash of trial and experiment: no order in it.
    const noise = (trial: number, experiment: number) =>
      Math.abs(Math.sin(trial * 12.9898 + experiment * 78.233) * 43758.5453) % 1;
    const warned = Array.from({ length: 40 }, (_, experiment) =>
      kindsOf(calm(({ trial }) => ({ measures: { x: noise(trial, experiment) } }))),
    ).filter((kinds) => kinds.includes('drift'));
    assert.ok(warned.length <= 2, `${warned.length} of 40`);
  });

  test('of others that used the CPUs, and when it was worst', () => {
    const others = (trial: number) => (trial === 4 ? 0.31 : trial === 5 ? 0.06 : 0.05);
    const noisy = calm(({ trial }) => ({ others: others(trial) }));
    assert.equal(
      sentence(noisy, 'noise'),
      'During 2 of 12 trials others used more than 5 % of the CPU time (at most 31 %, in trial 4)',
    );
    assert.deepEqual(kindsOf(calm(() => ({ others: Number.NaN }))), []);
  });

  test('of a value that is far from the others of its condition', () => {
    const [found] = calm().trials;
    const far = calm(({ trial }) => (trial === found!.trial ? { measures: { x: 500 } } : {}));
    assert.match(
      sentence(far, 'outlier')!,
      /^x: one value is far from the others of the condition \(trial 1: 500, not about [12]0\.\d+\)$/,
    );
  });

  test('of a far value in few conditions that have none, though of five values the deviation is often too small', () => {
    const random = seededRandom(2);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const warned = Array.from({ length: 300 }, () =>
      madeUp({ factors: {}, repeat: 5, trial: () => ({ measures: { x: normal() } }) }),
    ).filter((facts) => sentence(facts, 'outlier') !== undefined);
    assert.ok(warned.length <= 15, `${warned.length} of 300`);
  });

  test('of intervals that are wider than what conditions are apart', () => {
    const alike = withValues(FACTORS, ({ mode }) => (mode === 'a' ? [1, 5, 9, 2, 8, 3] : [2, 6, 9, 3, 7, 4]));
    assert.match(
      sentence(alike, 'wide')!,
      /^x: the widest interval \(\S+\) is wider than what the conditions' medians are apart \(1\)/,
    );
  });

  test('of too few repetitions for an interval, with how often it is right', () => {
    const few = (n: number) =>
      sentence(
        withValues(FACTORS, () => [3, 1, 4, 1.5, 9].slice(0, n)),
        'few',
      );
    assert.equal(few(1), 'Of one value a condition no interval can be told: repeat more often');
    assert.match(few(2)!, /^Of 2 values/);
    assert.match(few(3)!, /right in 75 % of all cases at most/); // 1 - 2 / 2^3
    assert.match(few(5)!, /right in 93\.8 % of all cases at most/); // 1 - 2 / 2^5
  });

  test('in the summary, of how often an interval of few values is right, though it is called one of 95 %', () => {
    const summary = (n: number) =>
      JSON.stringify(
        resultOf(withValues({}, () => Array.from({ length: n }, (_, place) => place))).report().sections[0],
      );
    assert.match(summary(7), /Intervals: 95 % bootstrap of the median; of 5 to 19 values they hold it in 88 to 95 %/);
    for (const n of [2, 20]) assert.doesNotMatch(summary(n), /they hold it/);
  });

  test('of conditions that are unequal since trials were not run', () => {
    const cut = calm((planned) => (planned.trial > 9 ? undefined : {}));
    const facts = {
      ...cut,
      trials: cut.trials.filter(({ trial }) => trial <= 9),
      leftOut: cut.trials.filter(({ trial }) => trial > 9),
    };
    assert.match(
      sentence(facts, 'left-out')!,
      /^3 of 12 trials were not run \(conditions are unequal: most have 5, mode=[ab] has 4\)/,
    );
  });

  test('of a kernel, a governor or a commit that changed between runs', () => {
    const environment = {
      ...{ hostname: 'h', architecture: 'x86_64', kernel: '6.1', cpus: 2, memory: 1, node: 'v20', vmlab: '0.1.0' },
    };
    const runs = [
      { run: 1, startedAt: '', code: 'c', environment: { ...environment, commit: '0123456789abcdef' } },
      { run: 2, startedAt: '', code: 'c', environment: { ...environment, kernel: '6.2', commit: '0123456789abcdef+' } },
      { run: 3, startedAt: '', code: 'd', environment },
    ];
    const secondRun = (trial: Trial): Trial => ({ ...trial, run: trial.trial > 6 ? 2 : 1 });
    const facts = { ...calm(), runs, trials: calm().trials.map(secondRun) };
    assert.equal(
      sentence(facts, 'changed'),
      'Between the 2 runs that this took, there changed: kernel (6.1, 6.2); commit (0123456789ab, 0123456789ab+)',
    );
  });
});

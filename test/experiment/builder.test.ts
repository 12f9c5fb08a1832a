import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { inspect } from 'node:util';
import { InputError } from '../../lib/core/errors.ts';
import { experiment } from '../../lib/experiment/experiment.ts';
import { newDirectory } from './support.ts';

describe('a builder of experiments', () => {
  const base = experiment('base').vary({ rate: ['100M', '500M'], mode: ['precopy', 'postcopy'] });

  test('is frozen: each method gives a new one, and the old one stays', () => {
    const more = base.repeat(5).warmUp(1).seed(7).units({ downtime: 's' }).timeout('2min').for('30min').in('elsewhere');
    assert.ok(Object.isFrozen(more));
    assert.equal(base.toJSON().repeat, 1);
    const { conditions, ...spec } = more.toJSON();
    assert.equal(conditions.length, 4);
    assert.deepEqual(spec, {
      ...{ name: 'base', factors: { rate: ['100M', '500M'], mode: ['precopy', 'postcopy'] }, repeat: 5, warmUp: 1 },
      ...{ seed: 7, units: { downtime: 's' }, timeout: 120, budget: 1800, directory: 'elsewhere' },
      ...{ stopOnError: false, fresh: false },
    });
  });

  test('is not thenable, and prints as its spec and what to call next', () => {
    assert.equal('then' in base, false);
    assert.match(inspect(base), /^Experiment \{[\s\S]*name: 'base'[\s\S]*next: \.measure\(trial\)$/);
    assert.match(inspect(base.measure(() => ({ x: 1 }))), /next: \.plan\(\) {2}\.run\(\) {2}\.watch\(\)$/);
  });

  test('hands the types of its factors to measure, and the names of the measures to the result', async () => {
    const typed = base.where(({ mode, rate }) => mode === 'precopy' || rate === '100M');
    // Compiled, it is a test: a level that there is not, or a measure, is an error of tsc.
    const run = () => typed.measure(async ({ rate }) => ({ downtime: rate === '100M' ? 1 : 2 })).run();
    type Result = Awaited<ReturnType<typeof run>>;
    const name: Result['names'][number] = 'downtime';
    const rate: Result['trials'][number]['condition']['rate'] = '500M';
    // @ts-expect-error there is no such factor
    const compareByOther = (result: Result) => result.compare('other');
    assert.deepEqual([name, rate, typeof compareByOther], ['downtime', '500M', 'function']);
    assert.equal(typed.toJSON().conditions.length, 3);
  });

  const MISTAKES: [string, () => unknown, RegExp][] = [
    ['a name that leads elsewhere', () => experiment('../x'), /an experiment's name of up to 100 .*'\.\.\/x'/],
    ['an empty list of levels', () => base.vary({ size: [] }), /^size: expected a list of levels/],
    ['a level twice', () => base.vary({ size: [1, '1'] }), /^size: expected each level once, got '1'/],
    [
      'a level that is an object',
      () => base.vary({ size: [{} as unknown as string] }),
      /a level that is a string.*Give what/,
    ],
    ['a level that is no number', () => base.vary({ size: [Number.NaN] }), /a level that is a string, a finite number/],
    ['a factor twice', () => base.vary({ rate: [1] }), /each factor once, got 'rate'/],
    ['a factor with the name of a column', () => base.vary({ seed: [1] }), /a factor's name other than trial, block/],
    ['no repetition', () => base.repeat(0), /a number of repetitions from 1/],
    ['half a warm-up', () => base.warmUp(0.5), /a number of warm-ups from 0/],
    ['a negative seed', () => base.seed(-1), /a seed from 0/],
    ['no time at all', () => base.timeout(0), /a duration above 0/],
    ['a budget without sense', () => base.for('soon'), /how long such as .*'soon'/],
  ];
  for (const [what, say, message] of MISTAKES)
    test(`refuses ${what} at once`, () =>
      assert.throws(say, (error) => error instanceof InputError && message.test(error.message)));

  test('without measure() does not run, and says what is missing', async () =>
    assert.rejects(
      base.run(),
      (error) => error instanceof InputError && /measure\(\), a function/.test(error.message),
    ));

  describe('in a directory', () => {
    let root: string;
    before(async () => {
      root = await newDirectory();
      process.env.VMLAB_STATE = join(root, 'state');
    });
    after(() => rm(root, { recursive: true, force: true }));

    test('plans without a trace, tells each trial as it ends, prints, saves and is read again', async () => {
      const directory = join(root, 'whole');
      const whole = base
        .repeat(3)
        .in(directory)
        .measure(({ mode }, { repetition }) => ({
          downtime: mode === 'precopy' ? 0.2 + repetition / 100 : 0.1,
        }));
      const timed = whole.units({ downtime: 's' });
      const before = await timed.plan();
      assert.deepEqual([before.trials.length, before.estimate, before.directory], [12, Number.NaN, directory]);
      assert.match(inspect(before), /^Plan of experiment base: 12 trials[\s\S]*trial +block +rate +mode/);
      assert.deepEqual(await readdir(root), []);

      let told = 0;
      for await (const { trial, measures } of timed.watch()) {
        assert.equal(trial, ++told);
        assert.ok(measures.downtime >= 0.1);
        if (told === 5) break;
      }
      const between = await timed.plan();
      // Another one may have ended before the loop was left.
      const left = between.trials.filter(({ done }) => !done).map(({ trial }) => trial);
      assert.deepEqual(left, [6, 7, 8, 9, 10, 11, 12].slice(7 - left.length));
      assert.ok(left.length > 0 && between.estimate > 0 && between.estimate < 60);

      const steps: number[] = [];
      const result = await timed.run({ onProgress: ({ step, steps: of }) => steps.push(step, of) });
      assert.deepEqual(
        steps,
        left.flatMap((step) => [step, 12]),
      );
      assert.match(
        inspect(result),
        /^Experiment base[\s\S]*rate +mode +n +median \(ms\)[\s\S]*500M +postcopy +3 +100 /,
      );
      assert.equal(result.compare('mode').pairs[0]!.delta, -1);

      const saved = join(root, 'saved');
      assert.equal(await result.save(saved), saved);
      assert.deepEqual((await readdir(saved)).sort(), [
        ...['downtime-over-the-repetitions.svg', 'report.html', 'result.json', 'trials.csv'],
      ]);
      for (const from of [directory, saved]) {
        const read = await experiment.read(from);
        assert.deepEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(result)));
        assert.equal(read.csv(), result.csv());
      }
    });

    test('reads no experiment where there is none', async () =>
      assert.rejects(
        experiment.read(root),
        (error) => error instanceof InputError && /an experiment's directory/.test(error.message),
      ));
  });
});

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { InputError, RunError, VmlabError } from '../../lib/core/errors.ts';
import type { TrialContext } from '../../lib/experiment/context.ts';
import { actionText } from '../../lib/experiment/left-behind.ts';
import { readExperiment } from '../../lib/experiment/read.ts';
import type { ExperimentResult } from '../../lib/experiment/result.ts';
import { ownerName } from '../../lib/host/owner-name.ts';
import { effectOf, newDirectory, partsHere, runHere } from './support.ts';

describe('an experiment', () => {
  let root: string;
  let used = 0;
  const elsewhere = () => join(root, `experiment-${++used}`);
  before(async () => {
    root = await newDirectory();
  });
  after(() => rm(root, { recursive: true, force: true }));

  test('runs every trial once, in its order, each with what is its own', async () => {
    const contexts: TrialContext[] = [];
    const directory = elsewhere();
    const result = await runHere({
      directory,
      warmUp: 1,
      measure: (condition, context) => {
        contexts.push(context);
        assert.deepEqual(condition, context.condition);
        return { x: context.seed, y: Number.NaN };
      },
    });
    assert.deepEqual(
      contexts.map(({ trial }) => trial),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    assert.deepEqual(
      contexts.map(({ warmUp }) => warmUp),
      [true, true, ...Array(6).fill(false)],
    );
    assert.deepEqual(
      contexts.map(({ repetition }) => repetition),
      [1, 1, 1, 1, 2, 2, 3, 3],
    );
    assert.equal(new Set(contexts.map((context) => context.directory)).size, 8);
    assert.deepEqual(
      result.trials.map(({ measures }) => measures.x),
      contexts.slice(2).map(({ seed }) => seed),
    );
    assert.equal(result.warmUps.length, 2);
    assert.deepEqual(result.names, ['x', 'y']);
  });

  test('keeps what a trial wrote, and no directory of one that wrote nothing', async () => {
    const directory = elsewhere();
    const measure = async (_: unknown, { trial, log }: TrialContext) => {
      if (trial === 2) log('it is here');
      return { x: 1 };
    };
    await runHere({ directory, repeat: 1, measure });
    assert.deepEqual((await readdir(join(directory, 'trials'))).sort(), ['0001.json', '0002', '0002.json']);
    assert.match(await readFile(join(directory, 'trials/0002/log.txt'), 'utf8'), /^\d{4}-\S+Z it is here\n$/);
  });

  test('goes on after a trial that throws, and says so', async () => {
    const measure = ({ mode }: object & { mode?: unknown }, { repetition }: TrialContext) => {
      if (mode === 'b' && repetition === 2) throw new Error('no route to host');
      return { x: 1 };
    };
    const result = await runHere({ directory: elsewhere(), measure });
    const failed = result.trials.filter(({ status }) => status === 'failed');
    assert.deepEqual(
      failed.map(({ error, measures }) => ({ error, measures })),
      [{ error: 'no route to host', measures: { x: Number.NaN } }],
    );
    assert.deepEqual(
      result.conditions.map(({ measures, failed }) => [measures.x!.n, failed]),
      [
        [3, 0],
        [2, 1],
      ],
    );
    assert.match(result.warnings[0]!.sentence, /^1 of 6 trials failed .*no route to host$/);
  });

  test('stops at the first that throws where it is to, and runs that one again when it is resumed', async () => {
    const directory = elsewhere();
    let isBroken = true;
    const run: number[] = [];
    const measure = (_: unknown, { trial }: TrialContext) => {
      run.push(trial);
      if (trial === 3 && isBroken) throw new Error('broken');
      return { x: trial };
    };
    const error = await runHere({ directory, stopOnError: true, measure }).catch((thrown) => thrown);
    assert.ok(error instanceof RunError && error.code === 'TRIAL_FAILED');
    assert.match(error.message, /^trial 3 \(mode=[ab]\) failed: broken$/);
    assert.equal((error.result as ExperimentResult).trials.length, 2);
    isBroken = false;
    assert.equal((await runHere({ directory, stopOnError: true, measure })).trials.length, 6);
    assert.deepEqual(run, [1, 2, 3, 3, 4, 5, 6]);
  });

  test('records a trial that takes too long as failed, and goes on', async () => {
    const measure = async ({ mode }: object & { mode?: unknown }, { signal }: TrialContext) => {
      if (mode === 'b') await sleep(5000, undefined, { signal });
      return { x: 1 };
    };
    const result = await runHere({ directory: elsewhere(), repeat: 1, timeout: 0.05, measure });
    assert.deepEqual(result.trials.map(({ condition, error }) => [condition.mode, error]).sort(), [
      ['a', undefined],
      ['b', 'it took longer than 50 ms'],
    ]);
  });

  const WRONG: [string, unknown, RegExp][] = [
    ['no number', { x: '3' }, /^trial 2 \(mode=[ab]\):x: expected a finite number, or NaN .*'3'$/],
    ['an infinite number', { x: Number.POSITIVE_INFINITY }, /trial 2 .*:x: .*Infinity$/],
    ['another name', { y: 1 }, /trial 2 .*:x: expected the same measures of every trial: x, got 'none of that name'$/],
    ['one measure more', { x: 1, y: 1 }, /trial 2 .*:y: .*got 'one more'$/],
    ['nothing', undefined, /trial 2 .*measures by name.*undefined$/],
  ];
  for (const [what, measured, message] of WRONG)
    test(`refuses ${what} as a measure, and does not keep that trial`, async () => {
      const directory = elsewhere();
      const measure = (_: unknown, { trial }: TrialContext) =>
        (trial === 2 ? measured : { x: 1 }) as Readonly<Record<string, number>>;
      await assert.rejects(
        runHere({ directory, measure }),
        (error) => error instanceof InputError && message.test(error.message),
      );
      assert.equal((await readExperiment(directory)).trials.length, 1);
    });

  test('refuses the unit of a measure that there is not, and a measure with the name of a factor', async () => {
    const measure = () => ({ x: 1 });
    await assert.rejects(runHere({ directory: elsewhere(), units: { z: 's' }, measure }), /units of x, got 'z'/);
    await assert.rejects(
      runHere({ directory: elsewhere(), measure: () => ({ mode: 1 }) }),
      /names other than trial, .*, status, mode, got 'mode'/,
    );
    await assert.rejects(
      runHere({ directory: elsewhere(), measure: () => [1, 2] as unknown as Record<string, number> }),
      /measures by name, such as \{ downtime: 0\.2 \}, got/,
    );
  });

  test('undoes at once what a trial left behind, last first, and tells of it', async () => {
    const parts = partsHere();
    const file = join(root, 'before');
    await using _before = await effectOf(parts, file);
    const measure = async (_: unknown, { directory }: TrialContext) => {
      await effectOf(parts, join(directory, 'one'));
      await using _gone = await effectOf(parts, join(directory, 'taken-back'));
      await effectOf(parts, join(directory, 'two'));
      return { x: Number(existsSync(join(directory, 'two'))) };
    };
    const directory = elsewhere();
    const result = await runHere({ directory, repeat: 1, measure }, { parts });
    const own = (trial: string, name: string) => `remove-file ${join(directory, 'trials', trial, name)}`;
    assert.deepEqual(
      result.trials.map(({ leftBehind, measures }) => [leftBehind, measures.x]),
      [
        [[own('0001', 'one'), own('0001', 'two')], 1],
        [[own('0002', 'one'), own('0002', 'two')], 1],
      ],
    );
    assert.deepEqual((await readdir(join(directory, 'trials'))).sort(), ['0001.json', '0002.json']);
    assert.ok(existsSync(file), 'what stood before stands');
    assert.match(result.warnings.find(({ kind }) => kind === 'left-behind')!.sentence, /^2 of 2 trials left effects/);
  });

  test('names what was left behind by where it is, not by all that its undo is told', () => {
    const paths = ['/sys/fs/cgroup/cpu/vmlab/vm1', '/sys/fs/cgroup/memory/vmlab/vm1'];
    assert.equal(actionText({ kind: 'remove-cgroup', paths }), 'remove-cgroup /sys/fs/cgroup/cpu/vmlab/vm1');
    assert.equal(actionText({ kind: 'stuck' }), 'stuck');
  });

  test('closes the VMs that a trial opened and did not close', async () => {
    const open = new Set<string>(['kept']);
    const close = async (name: string) => {
      open.delete(name);
      return [];
    };
    const vmOf = (name: string) => ({ name, close: () => close(name) });
    const parts = partsHere({ vms: () => [...open].map(vmOf) });
    await runHere({ directory: elsewhere(), repeat: 1, measure: () => ({ x: open.add('vm1').size }) }, { parts });
    assert.deepEqual([...open], ['kept']);
  });

  test('stops where something could not be undone, and names it', async () => {
    const parts = partsHere();
    const measure = async () => {
      await parts.session.effect({ kind: 'stuck', path: '/sys/x' }, async () => {});
      return { x: 1 };
    };
    await assert.rejects(
      runHere({ directory: elsewhere(), measure }, { parts }),
      (error) =>
        error instanceof RunError &&
        error.message === 'trial 1 left behind what could not be undone: stuck /sys/x (it is stuck)',
    );
  });

  test('rejects with the reason of its signal; nothing of the trial is kept but what it wrote', async () => {
    const [directory, stop] = [elsewhere(), new AbortController()];
    const reason = new Error('enough');
    const measure = async (_: unknown, { trial, log }: TrialContext) => {
      if (trial === 3) stop.abort(reason);
      log(`trial ${trial}`);
      return { x: 1 };
    };
    await assert.rejects(runHere({ directory, measure }, { signal: stop.signal }), (error) => error === reason);
    const result = await runHere({ directory, measure });
    assert.deepEqual(
      result.trials.map(({ interrupted }) => interrupted),
      [0, 0, 1, 0, 0, 0],
    );
    assert.match(await readFile(join(directory, 'trials/0003.interrupted-1/log.txt'), 'utf8'), / trial 3\n$/);
    assert.deepEqual(
      result.trials.map(({ run }) => run),
      [1, 1, 2, 2, 2, 2],
    );
  });

  test('that is ended again and again runs every trial to its end once, and comes to the same', async () => {
    const measure = async (_: unknown, { seed }: TrialContext) => ({ x: seed });
    const whole = await runHere({ directory: elsewhere(), repeat: 4, measure });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), async (ends) => {
        const directory = elsewhere();
        const ended: number[] = [];
        for (const end of [...ends, Number.POSITIVE_INFINITY]) {
          const stop = new AbortController();
          let begun = 0;
          const ending = async (condition: object, context: TrialContext) => {
            if (++begun === end) stop.abort(new Error('ended'));
            return measure(condition, context);
          };
          const onTrial = ({ trial }: { trial: number }) => void ended.push(trial);
          await runHere({ directory, repeat: 4, measure: ending }, { signal: stop.signal, onTrial }).catch(() => {});
        }
        assert.deepEqual(ended, [1, 2, 3, 4, 5, 6, 7, 8]);
        const result = await readExperiment(directory);
        assert.deepEqual(result.conditions, whole.conditions);
      }),
      { numRuns: 6 },
    );
  });

  test('says in what the one in its directory is another, and what to do', async () => {
    const directory = elsewhere();
    const measure = () => ({ x: 1 });
    await runHere({ directory, repeat: 1, measure });
    const OTHERS: [object, RegExp][] = [
      [{ repeat: 2 }, /whose repeat is 1, got 'repeat is 2'.*\.in\(directory\).*\.fresh\(\)/],
      [{ seed: 5 }, /whose seed is 1, got 'seed is 5'/],
      [{ name: 'other' }, /whose name is here, got 'name is other'/],
      [{ factors: { mode: ['a', 'c'] } }, /whose factors are mode: "a", "b", got 'factors are mode: "a", "c"'/],
      [{ factors: { mode: ['a', 'b'], size: [1] } }, /got 'factors are mode: "a", "b"; size: 1'/],
      [{ where: [({ mode }: { mode?: unknown }) => mode === 'a'] }, /whose conditions are mode=a, mode=b, got/],
    ];
    for (const [other, message] of OTHERS)
      await assert.rejects(
        runHere({ directory, repeat: 1, measure, ...other }),
        (error) => error instanceof InputError && message.test(error.message),
      );
  });

  test('begins anew where it is to, and moves what was there aside', async () => {
    const directory = elsewhere();
    await runHere({ directory, repeat: 1, measure: () => ({ x: 1 }) });
    const result = await runHere({ directory, repeat: 2, fresh: true, measure: () => ({ x: 2 }) });
    assert.deepEqual(
      result.trials.map(({ measures }) => measures.x),
      [2, 2, 2, 2],
    );
    assert.deepEqual(
      (await readExperiment(`${directory}.before-1`)).trials.map(({ measures }) => measures.x),
      [1, 1],
    );
  });

  test('is refused while another process runs it, with its pid, and not for one that is dead', async () => {
    const directory = elsewhere();
    const measure = () => ({ x: 1 });
    await runHere({ directory, repeat: 1, measure });
    const other = { pid: 4242, startTime: '1', bootId: '00000000-0000-4000-8000-000000000000' };
    await writeFile(join(directory, `run@${ownerName(other)}`), '\n');
    await assert.rejects(
      runHere({ directory, repeat: 1, measure }),
      (error) =>
        error instanceof VmlabError && error.code === 'EXPERIMENT_IN_USE' && /process 4242$/.test(error.message),
    );
    await runHere({ directory, repeat: 1, measure }, { parts: partsHere({ isAlive: () => false }) });
  });

  test('is refused twice at once in one process, too', async () => {
    const directory = elsewhere();
    const parts = partsHere();
    const measure = async () => {
      await assert.rejects(runHere({ directory, measure: () => ({ x: 1 }) }, { parts }), /being run by process/);
      return { x: 1 };
    };
    assert.equal((await runHere({ directory, repeat: 1, measure }, { parts })).trials.length, 2);
  });

  test('begins no trial that would not be done in time, and says what was left out', async () => {
    const measure = async () => ({ x: await sleep(100, 1) });
    const result = await runHere({ directory: elsewhere(), repeat: 50, budget: 0.7, measure });
    const run = result.trials.length;
    assert.ok(run >= 1 && run < 8, `${run}`);
    assert.equal(result.leftOut.length, 100 - run);
    const { sentence } = result.warnings.find(({ kind }) => kind === 'left-out')!;
    // Whole blocks, unless the machine was kept from it in the middle of one.
    const balance = run % 2 === 0 ? `each condition has ${run / 2}` : 'conditions are unequal';
    assert.ok(sentence.startsWith(`${100 - run} of 100 trials were not run (${balance}`), sentence);
  });

  test('tells a reader of a resumed one what changed meanwhile', async () => {
    const directory = elsewhere();
    const stop = new AbortController();
    const first = (_: unknown, { trial }: TrialContext) => {
      if (trial === 3) stop.abort();
      return { x: 1 };
    };
    await runHere({ directory, measure: first }, { signal: stop.signal }).catch(() => {});
    const { warnings } = await runHere({ directory, measure: () => ({ x: 1 }) });
    assert.match(warnings.find(({ kind }) => kind === 'changed')!.sentence, /2 runs .*the text of measure's function/);
  });
});

/** The examples, as they are: each says what it shows, and runs to its end. How true they are is for the bench: here they share the machine, to be done sooner. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { execa, type ResultPromise } from 'execa';
import { hostInterfaceName } from '../../lib/driver/local/network/names.ts';
import { buildIn } from '../support/built-copy.ts';
import { appeared, lookAtMachine, type Machine } from '../support/machine.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const isRoot = process.getuid?.() === 0;

interface Example {
  readonly text: RegExp;
  readonly times: number;
  readonly root?: true;
  /** It boots a guest: done in examples-of-guests.test.ts. */
  readonly guest?: true;
  /** Where it would not end by itself. */
  readonly words?: readonly string[];
}

/** What each says when it has done its work, and how often. */
const SAYS: Readonly<Record<string, Example>> = {
  'custom-experiment.ts': { text: /^saved: experiments\/preempt$/gm, times: 1, words: ['--repeat', '1'] },
  'downtime.ts': { text: /^Downtime of 127\.0\.0\.1$/gm, times: 1 },
  'find-silent-corruption.ts': { text: /./g, times: 0, guest: true },
  'migrate-under-load.ts': { text: /./g, times: 0, guest: true },
  'migration-streams.ts': { text: /^Destination of 1 source$/gm, times: 1 },
  'mm-dirty.ts': {
    text: /^dirty-rate: \d+ \(MB\/s\), time \(ms\): 1000, load: [\d.]+%, lat \(us\): p50=\d+ p99=\d+ max=\d+$/gm,
    times: 2,
    words: ['-m', '64', '-r', '100', '-p', 'ran', '-L', '--for', '2s'],
  },
  'policy.test.ts': { text: /^(#|ℹ) (pass 3|fail 0)$/gm, times: 2 },
  'replay-easy.ts': { text: /^Fidelity/gm, times: 1 },
  'replay-final.ts': { text: /^saved: runs\/replay-final$/gm, times: 1 },
  'replay-live.ts': { text: /^step \d+: \d+\.\d{3} cores/gm, times: 39 },
  'replay-rx.ts': { text: /^rx +[\d.]/gm, times: 2, root: true },
  'sched-live.ts': { text: /^rescoin\(10\), ewma\(0\.7\): 2 VMs for /gm, times: 2, root: true },
  'simulate-schedulers.ts': { text: /^(rescoin\(10\)|drf|max-min|static) +ewma\(0\.7\) +3 +39 /gm, times: 4 },
  'which-row.ts': { text: /^ *1 +web-1 +39 /gm, times: 1 },
};
const runnable = Object.keys(SAYS).filter((name) => !SAYS[name]?.guest && (isRoot || !SAYS[name]?.root));

describe('examples', { timeout: 300_000 }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let found: Machine;
  const running = new Map<string, ResultPromise<{ all: true; reject: false }>>();

  before(async () => {
    directory = await temporaryDirectory();
    await buildIn(directory.path);
    found = await lookAtMachine();
    for (const name of runnable) running.set(name, start(directory.path, name));
  });
  after(async () => {
    for (const example of running.values()) example.kill('SIGKILL');
    await directory[Symbol.asyncDispose]();
  });

  test('are all known here', async () => {
    const names = (await readdir(join(ROOT, 'examples'))).filter((name) => name.endsWith('.ts'));
    assert.deepEqual(names.sort(), Object.keys(SAYS).sort());
  });

  for (const name of Object.keys(SAYS))
    test(`${name} says what it needs and how long it takes, and has no other effect when it is asked to`, async () => {
      const [about = ''] = (await readFile(join(ROOT, 'examples', name), 'utf8')).split('\nimport');
      assert.match(about, /^\/\/ .*\bNeeds\b.*\bTakes\s(\d+ s|until Ctrl-C)\b/s);
      const help = await start(directory.path, name, ['--help']);
      assert.deepEqual([help.exitCode, help.all], [0, about.replace(/^\/\/ ?/gm, '')]);
    });

  for (const name of Object.keys(SAYS))
    test(`${name} says in a sentence that it does not know a flag`, async () => {
      const { exitCode, all } = await start(directory.path, name, ['--nonsense']);
      assert.deepEqual([exitCode, all], [9, "Unknown option '--nonsense'"]);
    });

  for (const [name, { text, times, guest }] of Object.entries(SAYS))
    test(`${name} runs to its end`, async (context) => {
      const example = running.get(name);
      if (guest) return context.skip('run with a guest, in examples-of-guests.test.ts');
      if (!example) return context.skip('only root may do what it shows');
      const { exitCode, all } = await example;
      assert.equal(exitCode, 0, all);
      assert.equal((all.match(text) ?? []).length, times, all);
    });

  test('keep what they say they keep', async () => {
    const files = await readdir(join(directory.path, 'runs/replay-final'));
    assert.deepEqual(files.sort(), ['achieved.csv', 'plan.json', 'report.html', 'result.json', 'target.csv']);
  });

  test('downtime.ts prints what it measured when it is ended by Ctrl-C, and says in a line what is wrong', async () => {
    const words = ['client_rr', '127.0.0.1', '20', join(directory.path, 'spike.log')];
    const example = start(directory.path, 'downtime.ts', words);
    example.all.once('data', () => example.kill('SIGINT')); // its first second
    const { exitCode, all } = await example;
    assert.equal(exitCode, 0, all);
    assert.match(all, /^Downtime of 127\.0\.0\.1$/m);
    const refused = await start(directory.path, 'downtime.ts', ['nonsense']);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.all, /^expected one of server, client, .*, got 'nonsense'$/);
  });

  test('leave nothing behind', async () => {
    const vms = [
      'replay-final',
      'sched-busy',
      'sched-calm',
      ...[...running.values()].map(({ pid }) => `replay-${pid}-1`),
    ];
    const marks = [...vms, ...vms.map(hostInterfaceName), 'vmlabrx', 'vmlab-rx-', join(directory.path, 'state')];
    assert.deepEqual(appeared(found, await lookAtMachine([join(directory.path, 'state')]), marks), []);
  });
});

const start = (directory: string, name: string, words: readonly string[] = SAYS[name]?.words ?? []) =>
  execa(process.execPath, ['--import', 'tsx', join('examples', name), ...words], {
    cwd: directory,
    // Without the first, an example that is a test would report to the runner of this one, in its own format.
    env: { NODE_TEST_CONTEXT: undefined, VMLAB_STATE: join(directory, 'state') },
    all: true,
    reject: false,
  });

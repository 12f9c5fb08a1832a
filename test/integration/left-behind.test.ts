/** Nothing is left behind, however a script ends. Needs root: only root makes cgroups and network namespaces. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { appeared, lookAtMachine } from '../support/machine.ts';
import { temporaryDirectory } from '../support/scripts.ts';
import { type Bridge, openBridge } from './support/bridge.ts';
import { type ReplayScript, type Setting, startReplay } from './support/replay-script.ts';

const skip = process.getuid?.() !== 0 && 'only root may make cgroups and network namespaces';
const options = { skip, timeout: 60_000 };
const scripts = new Set<ReplayScript>();
const MAIN = new URL('../../lib/repl/main.ts', import.meta.url).pathname;

/** Whatever a test that failed has left running. */
after(async () => {
  for (const { pid } of scripts) await execa('pkill', ['-KILL', '--pgroup', String(pid)], { reject: false });
});

let made = 0;

/** A directory, a VM's name that nobody else has, and what stood on the machine before. */
async function scene() {
  const directory = await temporaryDirectory();
  const vm = `left-${process.pid}-${++made}`;
  const before = await lookAtMachine();
  const setting: Setting = { directory: join(directory.path, 'cwd'), vm };
  const start = async (body: string, change: Partial<Setting> = {}) => {
    const script = await startReplay(body, { ...setting, ...change });
    scripts.add(script);
    void script.ended.then(() => scripts.delete(script));
    return script;
  };
  const left = async ({ marks }: Pick<ReplayScript, 'marks'>) =>
    appeared(before, await lookAtMachine([join(setting.directory, 'state')]), marks);
  return { setting, start, left, [Symbol.asyncDispose]: directory[Symbol.asyncDispose] };
}

/** The kernel takes a moment to bury the dead. */
async function assertNothingLeft(left: () => Promise<string[]>, patience = 500): Promise<void> {
  const deadline = Date.now() + patience;
  let found = await left();
  while (found.length > 0 && Date.now() < deadline) {
    await sleep(20);
    found = await left();
  }
  assert.deepEqual(found, []);
}

/** A minute's run of all resources in a VM; says every step. */
const LONG_RUN = (how = '', loads = ".disk({ size: '16MiB' })") => `
const vm = await lab.vm(name).open();
await vm.cgroup.memory.max('1GiB');
await replay.fromCsv(recording).row(1)${loads}.on(vm).run({ onProgress: say ${how} });
`;

const ENGINES = ".disk({ engine: 'fio', size: '16MiB' }).network({ engine: 'iperf3' })";
const missing = await missingPrograms('fio', 'iperf3');
const engineOptions = { ...options, skip: skip || (missing.length > 0 && `no ${missing.join(' and ')} here`) };

const SHORT_RUN = `
const vm = await lab.vm(name).open();
const run = await replay.fromCsv(recording).row(1).slice(0, 1).disk({ size: '16MiB' }).on(vm).run();
console.log(JSON.stringify({ resources: run.plan.resources, notes: run.notes, completed: run.completed }));
`;

describe('nothing is left', { skip }, () => {
  test('of a run that went to its end, not even the directory of journals', options, async () => {
    await using on = await scene();
    const script = await on.start(SHORT_RUN, { environment: { VMLAB_STATE: undefined } });
    const { code, stdout, stderr } = await script.ended;
    assert.equal(code, 0, stderr);
    const resources = ['cpu', 'memory', 'read', 'write', 'tx'];
    assert.deepEqual(JSON.parse(stdout), { resources, notes: [], completed: 4 });
    await assertNothingLeft(() => on.left(script));
  });

  test('of a script that throws while a run is under way', options, async () => {
    await using on = await scene();
    const script = await on.start(`setTimeout(() => { throw new Error('oh no'); }, 2500);${LONG_RUN()}`);
    await script.says('step 1');
    const { code, stderr } = await script.ended;
    assert.equal(code, 1);
    assert.match(stderr, /Error: oh no/);
    await assertNothingLeft(() => on.left(script));
  });

  test('of a script that a rejected run ends', options, async () => {
    await using on = await scene();
    const script = await on.start(LONG_RUN(', signal: AbortSignal.timeout(2000)'));
    const { code, stderr } = await script.ended;
    assert.equal(code, 1);
    assert.match(stderr, /TimeoutError/);
    await assertNothingLeft(() => on.left(script));
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`of a script that ${signal} ends, within a second; what it recorded is kept`, options, async () => {
      await using on = await scene();
      const script = await on.start(LONG_RUN());
      await script.says('step 3');
      const asked = performance.now();
      script.kill(signal, signal === 'SIGINT' ? 'group' : 'script');
      const ended = await script.ended;
      assert.equal(ended.signal, signal, ended.stderr);
      assert.ok(performance.now() - asked < 1000, `it took ${performance.now() - asked} ms`);
      await assertNothingLeft(() => on.left(script));
      await assertKept(await interruptedIn(on.setting.directory));
    });

  test('of an interrupted run; with `save` it is kept there', options, async () => {
    await using on = await scene();
    const directory = join(on.setting.directory, 'kept');
    const script = await on.start(LONG_RUN(`, save: '${directory}'`));
    await script.says('step 3');
    script.kill('SIGINT', 'group');
    assert.equal((await script.ended).signal, 'SIGINT');
    await assertKept(directory);
    await assertNothingLeft(() => on.left(script));
  });

  test('of a run by fio and iperf3 that Ctrl-C ends', engineOptions, async () => {
    await using on = await scene();
    const script = await on.start(LONG_RUN('', ENGINES));
    await script.says('step 3');
    const asked = performance.now();
    script.kill('SIGINT', 'group');
    const ended = await script.ended;
    assert.equal(ended.signal, 'SIGINT', ended.stderr);
    assert.ok(performance.now() - asked < 1000, `it took ${performance.now() - asked} ms`);
    await assertNothingLeft(() => on.left(script));
  });

  test('of a script that Ctrl-C ends before its first step', options, async () => {
    await using on = await scene();
    const script = await on.start(`console.log('begins');${LONG_RUN()}`);
    await script.says('begins');
    await sleep(150);
    script.kill('SIGINT', 'group');
    assert.equal((await script.ended).signal, 'SIGINT');
    await assertNothingLeft(() => on.left(script));
  });
});

describe('of a script that SIGKILL ends', { skip }, () => {
  test('the generators die with it; the clean-up of vmlab-repl removes the rest', options, async () => {
    await using on = await scene();
    const script = await on.start(LONG_RUN());
    await script.says('step 3');
    script.kill('SIGKILL');
    await script.ended;
    const running = async () => (await on.left(script)).filter((line) => line.startsWith('processes'));
    await assertNothingLeft(running);
    const rest = (await on.left(script)).map((line) => line.split(':')[0]);
    for (const section of ['cgroups', 'namespaces', 'links', 'files']) assert.ok(rest.includes(section), section);
    const { stdout } = await cleanUp(on.setting);
    assert.match(stdout, /^undone: \S+ is closed, with its cgroup, its network/m);
    assert.doesNotMatch(stdout, /left alone/);
    await assertNothingLeft(() => on.left(script));
  });

  test(
    'fio and iperf3 die with it too; fio may wait for its disk until the clean-up takes the limit away',
    engineOptions,
    async () => {
      await using on = await scene();
      const script = await on.start(LONG_RUN('', ENGINES));
      await script.says('step 3');
      script.kill('SIGKILL');
      await script.ended;
      const running = async () =>
        (await on.left(script)).filter((line) => /^processes: \d+ \S*(vmlab-agent|iperf3|tc) /.test(line));
      await assertNothingLeft(running);
      await cleanUp(on.setting);
      await assertNothingLeft(() => on.left(script));
    },
  );

  test('the next run removes the rest', options, async () => {
    await using on = await scene();
    const script = await on.start(LONG_RUN());
    await script.says('step 3');
    script.kill('SIGKILL');
    await script.ended;
    const next = await on.start(SHORT_RUN);
    const { code, stderr } = await next.ended;
    assert.equal(code, 0, stderr);
    await assertNothingLeft(() => on.left(script));
    await assertNothingLeft(() => on.left(next));
  });

  test('at any moment, even while it cleans up after others, one clean-up is enough', options, async () => {
    await using on = await scene();
    const dying = [0, 50, 120, 250, 500].map(async (moment, index) => {
      const script = await on.start(`console.log('begins');${LONG_RUN()}`, { vm: `${on.setting.vm}-${index}` });
      await script.says('begins');
      await sleep(moment);
      script.kill('SIGKILL');
      await script.ended;
      return script;
    });
    const dead = await Promise.all(dying);
    await cleanUp(on.setting);
    for (const script of dead) await assertNothingLeft(() => on.left(script));
  });
});

/** The host's side: what a target receives through a bridge, under a class of its own. */
const FROM_OUTSIDE = ({ name, guests }: Bridge) => `
await import('node:fs/promises').then((fs) => fs.writeFile('config_host', '${guests[0]?.address} 5001 60 1'));
await replay.rx(recording).targets('config_host').interface('${name}').run({ onProgress: say });
`;

describe("of a replay from the host's side nothing is left on the bridge", { skip }, () => {
  for (const signal of ['SIGINT', 'SIGKILL'] as const)
    test(`after ${signal}`, options, async () => {
      await using bridge = await openBridge(1);
      await using on = await scene();
      const script = await on.start(FROM_OUTSIDE(bridge));
      await script.says('step 3');
      const marks = [...script.marks, bridge.name];
      assert.ok((await on.left({ marks })).some((line) => /^qdiscs: qdisc htb 10:/.test(line)));
      script.kill(signal, 'group');
      assert.equal((await script.ended).signal, signal);
      if (signal === 'SIGKILL') await cleanUp(on.setting);
      await assertNothingLeft(() => on.left({ marks }));
    });
});

async function missingPrograms(...names: string[]): Promise<string[]> {
  const found = await Promise.all(names.map((name) => execa(name, ['--version'], { reject: false })));
  return names.filter((_, index) => found[index]?.exitCode !== 0);
}

const cleanUp = ({ directory }: Setting) =>
  execa(process.execPath, ['--import', 'tsx', MAIN, '--cleanup'], { env: { VMLAB_STATE: join(directory, 'state') } });

async function interruptedIn(directory: string): Promise<string> {
  const [name = '', ...others] = await readdir(join(directory, 'runs'));
  assert.deepEqual(others, []);
  assert.match(name, /^interrupted-/);
  return join(directory, 'runs', name);
}

/** What was recorded until then: at least the three steps that were waited for. */
async function assertKept(directory: string): Promise<void> {
  const { completed, steps } = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
  assert.ok(completed >= 3 && completed < steps, `${completed} of ${steps}`);
  const [header = '', ...rows] = (await readFile(join(directory, 'achieved.csv'), 'utf8')).trim().split('\n');
  assert.equal(rows.length, completed);
  assert.ok(Number(rows[1]?.split(',')[header.split(',').indexOf('cpu_cores')]) > 0);
  assert.deepEqual((await readdir(directory)).sort(), [
    'achieved.csv',
    'plan.json',
    'report.html',
    'result.json',
    'target.csv',
  ]);
}

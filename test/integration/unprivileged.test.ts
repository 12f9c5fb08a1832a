/** The replay as an ordinary user: as `nobody` where the tests are root's, else as whoever runs them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chown, cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { appeared, lookAtMachine } from '../support/machine.ts';
import { temporaryDirectory } from '../support/scripts.ts';
import { type Ended, type Setting, SOURCES, startReplay } from './support/replay-script.ts';

const NOBODY = 65534;
const user = process.getuid?.() === 0 ? NOBODY : undefined;

/** What a script of the user's printed about its run. */
interface Told {
  readonly notes: readonly string[];
  readonly privileged: boolean;
  readonly completed: number;
  readonly fidelity: Readonly<Record<string, { totalRatio: number; wape: number; measuredBy: string }>>;
  readonly refusals: Readonly<Record<string, string>>;
}

const SCRIPT = `
const vm = await lab.vm(name).open();
const run = await replay.fromCsv(recording).row(1).slice(0, 4).subtractOverhead().disk({ size: '16MiB' }).on(vm).run();
const disk = { device: '/dev/vda', write: '1MiB' };
const setters = {
  quota: () => vm.cgroup.cpu.quota(1),
  weight: () => vm.cgroup.cpu.weight(200),
  cpus: () => vm.cgroup.cpuset.cpus('0'),
  memory: () => vm.cgroup.memory.max('1GiB'),
  io: () => vm.cgroup.io.max(disk),
  pids: () => vm.cgroup.pids.max(100),
  freeze: () => vm.cgroup.freeze(),
  rate: () => vm.network.rate({ tx: '1Mbit' }),
};
const refusals = {};
for (const [name, set] of Object.entries(setters)) refusals[name] = await set().then(() => 'none', (error) => error.code);
const { notes, completed, fidelity } = run;
console.log(JSON.stringify({ notes, completed, fidelity, refusals, privileged: vm.slice.privileged }));
`;

describe('a replay as an ordinary user', { timeout: 120_000 }, () => {
  let ended: Ended;
  let told: Told;
  let left: readonly string[];
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

  before(async () => {
    directory = await temporaryDirectory();
    const found = await lookAtMachine();
    const script = await startReplay(SCRIPT, await home(directory.path));
    ended = await script.ended;
    left = appeared(found, await lookAtMachine([join(directory.path, 'home/state')]), script.marks);
    assert.equal(ended.code, 0, ended.stderr);
    told = JSON.parse(ended.stdout);
  });
  after(() => directory[Symbol.asyncDispose]());

  test('runs to its end, and its result says that there was no cgroup, and why', () => {
    assert.equal(told.completed, 16);
    assert.equal(told.privileged, false);
    assert.equal(told.notes.length, 1);
    assert.match(told.notes[0] ?? '', /without a cgroup \(.*(EACCES|EPERM|EROFS)/);
  });

  test('is measured by the counters of the process, what it sent by the claim of the generator', () => {
    const by = Object.fromEntries(Object.entries(told.fidelity).map(([name, { measuredBy }]) => [name, measuredBy]));
    assert.deepEqual(Object.keys(by).sort(), ['cpu', 'memory', 'read', 'tx', 'write']);
    assert.match(by.cpu ?? '', /^CPU clock of process \d+$/);
    assert.match(by.memory ?? '', /^RssAnon of process \d+$/);
    assert.match(by.read ?? '', /^read_bytes of process \d+$/);
    assert.match(by.write ?? '', /^write_bytes of process \d+$/);
    assert.match(by.tx ?? '', /claim/);
  });

  for (const resource of ['cpu', 'memory', 'read', 'write', 'tx'])
    test(`follows the recording: ${resource}`, () => {
      const { totalRatio, wape } = told.fidelity[resource] ?? { totalRatio: Number.NaN, wape: Number.NaN };
      assert.ok(Math.abs(totalRatio - 1) < 0.1, `total ${totalRatio}`);
      assert.ok(wape < 0.2, `WAPE ${wape}`);
    });

  test('refuses every limit with UNSUPPORTED', () => {
    for (const [setter, code] of Object.entries(told.refusals)) assert.equal(code, 'UNSUPPORTED', setter);
    assert.equal(Object.keys(told.refusals).length, 8);
  });

  test('leaves nothing behind', () => assert.deepEqual(left, []));
});

/** A home for the user, with a copy of the sources in it where the checkout is not to be read by others. */
async function home(directory: string): Promise<Setting> {
  const path = join(directory, 'home');
  await mkdir(path);
  const setting = { directory: path, vm: `user-${process.pid}` };
  if (user === undefined) return setting;
  for (const each of [directory, path]) await chown(each, user, user);
  if (isReadable(join(SOURCES, 'lib/index.ts'))) return { ...setting, user };
  return { ...setting, user, sources: await copyOfSources(join(directory, 'sources')) };
}

function isReadable(file: string): boolean {
  const look = ['-e', 'require("node:fs").readFileSync(process.argv[1])', file];
  return spawnSync(process.execPath, look, { uid: user, gid: user }).status === 0;
}

async function copyOfSources(to: string): Promise<string> {
  for (const part of ['package.json', 'lib', 'native/build/Release', 'node_modules'])
    await cp(join(SOURCES, part), join(to, part), { recursive: true, verbatimSymlinks: true });
  return `${to}/`;
}

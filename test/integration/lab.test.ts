/** The lab on the real cgroups of this machine, whichever version they are. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { detectTree } from '../../lib/cgroup/open.ts';
import type { Tree } from '../../lib/cgroup/tree.ts';
import type { VmlabError } from '../../lib/core/errors.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { createLab, type Lab } from '../../lib/lab/lab.ts';
import { localParts } from '../../lib/lab/session.ts';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import { agentPath } from '../../lib/native.ts';
import { LIB, runScript, temporaryDirectory } from '../support/scripts.ts';

const isRoot = process.getuid?.() === 0;
const skip = isRoot ? false : 'needs root: real cgroups are made and limited';
const NAME = `lab-test-${process.pid}`;
const tree = await detectTree(localHost());
const isV1 = tree.dialect.version === 1;
const state = await temporaryDirectory();
process.env.VMLAB_STATE = join(state.path, 'state');

/** What there is of a VM: groups, the parent (if nobody else uses it), namespaces, names and journals. */
async function traces(name: string, { hierarchies }: Tree = tree): Promise<string[]> {
  const groups = hierarchies.map(({ root }) => `${root}/vmlab/${name}`).filter((path) => existsSync(path));
  const namespaces = (await readdir('/run/netns').catch(() => [])).filter((each) => each === `vmlab-${name}`);
  const files = await readdir(process.env.VMLAB_STATE as string).catch(() => []);
  return [...groups, ...namespaces, ...files];
}

const groupFile = (vm: Vm, file: string): string => {
  const path = vm.slice.group?.paths.map((each) => `${each}/${file}`).find((each) => existsSync(each));
  assert.ok(path, `there is no ${file}`);
  return readFileSync(path, 'utf8').trim();
};

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function hasAgent(): Promise<boolean> {
  try {
    return agentPath() !== '';
  } catch {
    return false;
  }
}

after(() => state[Symbol.asyncDispose]());

describe('on this machine', { skip }, () => {
  let lab: Lab;
  let vm: Vm;
  before(async () => {
    lab = createLab(localParts);
    vm = await lab.vm(NAME, { network: false }).open();
  });
  after(async () => {
    const outcomes = await lab.close();
    assert.deepEqual(
      outcomes.filter(({ left }) => left),
      [],
    );
    assert.deepEqual(await traces(NAME), []);
  });

  const cpuQuota = () => groupFile(vm, isV1 ? 'cpu.cfs_quota_us' : 'cpu.max');

  test('a CPU quota is set, read back, and restored', async () => {
    const found = cpuQuota();
    const undo = await vm.cgroup.cpu.quota({ quota: '50ms', period: '200ms' });
    assert.equal(cpuQuota().split(' ')[0], '50000');
    assert.equal(await vm.cgroup.cpu.quota(), 0.25);
    assert.equal((await undo.undo()).left, undefined);
    assert.equal(cpuQuota(), found);
    assert.equal(await vm.cgroup.cpu.quota(), 'max');
  });

  test('a CPU quota of many periods and sizes is what the kernel then has', async () => {
    for (const limit of [
      0.001,
      0.02,
      1,
      1.999,
      64,
      { quota: '1ms', period: '1ms' },
      { quota: '3s', period: '1s' },
    ] as const) {
      await using _ = await vm.cgroup.cpu.quota(limit);
      const cores = await vm.cgroup.cpu.quota();
      const expected = typeof limit === 'number' ? limit : limit.quota === '1ms' ? 1 : 3;
      assert.ok(Math.abs(Number(cores) - expected) < 1e-5, `${cores}, not ${expected}`);
    }
  });

  test('a weight is set, read back, and restored', async () => {
    const undo = await vm.cgroup.cpu.weight(250);
    assert.equal(groupFile(vm, isV1 ? 'cpu.shares' : 'cpu.weight'), isV1 ? '2560' : '250');
    assert.equal(await vm.cgroup.cpu.weight(), 250);
    await undo.undo();
    assert.equal(await vm.cgroup.cpu.weight(), 100);
  });

  test('CPUs are set, read back, and restored', async () => {
    const found = await vm.cgroup.cpuset.cpus();
    const undo = await vm.cgroup.cpuset.cpus('0');
    assert.equal(groupFile(vm, 'cpuset.cpus'), '0');
    await undo.undo();
    assert.equal(await vm.cgroup.cpuset.cpus(), found);
    await assert.rejects(vm.cgroup.cpuset.cpus('8000'), /HOST|EINVAL|ERANGE|EACCES/);
    assert.equal(await vm.cgroup.cpuset.cpus(), found);
  });

  test('a memory limit is set, read back, and restored', async () => {
    const undo = await vm.cgroup.memory.max('2G');
    assert.equal(groupFile(vm, isV1 ? 'memory.limit_in_bytes' : 'memory.max'), String(2 ** 31));
    assert.equal(await vm.cgroup.memory.max(), 2 ** 31);
    await undo.undo();
    assert.equal(await vm.cgroup.memory.max(), 'max');
    await using _ = await vm.cgroup.memory.max(123_456_789);
    assert.equal(await vm.cgroup.memory.max(), Math.floor(123_456_789 / 4096) * 4096);
  });

  test('a limit on tasks is set, read back, and restored', async () => {
    const undo = await vm.cgroup.pids.max(100);
    assert.equal(groupFile(vm, 'pids.max'), '100');
    await undo.undo();
    assert.equal(await vm.cgroup.pids.max(), 'max');
  });

  test('limits on a disk are set, read back, and restored each on its own', async (context) => {
    const disk = (await readdir('/sys/block')).find((name) => /^(vd|sd|nvme|xvd)/.test(name));
    if (!disk) return context.skip('this machine has no disk of its own');
    const device = `/dev/${disk}`;
    const numbers = (await readFile(`/sys/block/${disk}/dev`, 'utf8')).trim();
    const first = await vm.cgroup.io.max({ device, read: '20MB/s', writeIops: 500 });
    const second = await vm.cgroup.io.max({ device: numbers, write: '10MB/s' });
    assert.deepEqual(await vm.cgroup.io.max(), [
      { device: numbers, read: 20e6, write: 10e6, readIops: 'max', writeIops: 500 },
    ]);
    await first.undo();
    assert.deepEqual(await vm.cgroup.io.max(), [
      { device: numbers, read: 'max', write: 10e6, readIops: 'max', writeIops: 'max' },
    ]);
    await second.undo();
    assert.deepEqual(await vm.cgroup.io.max(), []);
  });

  test('limits undone out of order end with what was found', async () => {
    const first = await vm.cgroup.cpu.quota(1);
    const second = await vm.cgroup.cpu.quota(0.5);
    await first.undo();
    assert.equal(await vm.cgroup.cpu.quota(), 0.5);
    await second.undo();
    assert.equal(await vm.cgroup.cpu.quota(), 'max');
  });

  test('a limit that someone else has changed since is left alone, and named', async () => {
    const undo = await vm.cgroup.pids.max(100);
    const path = vm.slice.group?.paths.map((each) => `${each}/pids.max`).find((each) => existsSync(each)) as string;
    await writeFile(path, '77');
    const { left, action } = await undo.undo();
    assert.match(String(left), /'77'/);
    assert.equal(action.path, path);
    assert.equal(await vm.cgroup.pids.max(), 77);
  });

  test('a program runs in the slice, is throttled, counted, frozen and let go', async (context) => {
    if (!(await hasAgent())) return context.skip('vmlab-agent is not built, so nothing can be run in a slice');
    await using _ = await vm.cgroup.cpu.quota(0.2);
    const before = await vm.cgroup.cpu.stat();
    const stop = new AbortController();
    const running = vm.exec(['sh', '-c', 'while :; do :; done'], { signal: stop.signal });
    const ended = assert.rejects(running, (error) => error === stop.signal.reason);
    await wait(2000);
    const [pid] = await vm.cgroup.processes();
    assert.match(await readFile(`/proc/${pid}/cgroup`, 'utf8'), new RegExp(`/vmlab/${NAME}`));
    const used = (await vm.cgroup.cpu.stat()).usage - before.usage;
    assert.ok(used > 0.2 && used < 0.55, `0.2 cores for 2 s used ${used} s`);
    assert.ok((await vm.cgroup.cpu.stat()).nr_throttled > before.nr_throttled);

    const frozen = await vm.cgroup.freeze();
    const still = (await vm.cgroup.cpu.stat()).usage;
    await wait(500);
    assert.ok((await vm.cgroup.cpu.stat()).usage - still < 0.02);
    await frozen.undo();
    await wait(500);
    assert.ok((await vm.cgroup.cpu.stat()).usage - still > 0.03);
    stop.abort(new Error('enough'));
    await ended;
  });

  test('a program gets its input and tells its exit code', async (context) => {
    if (!(await hasAgent())) return context.skip('vmlab-agent is not built, so nothing can be run in a slice');
    const { exitCode, stdout } = await vm.exec(['sh', '-c', 'cat; exit 3'], { input: 'hello' });
    assert.deepEqual({ exitCode, stdout }, { exitCode: 3, stdout: 'hello' });
  });

  test('a frozen program goes with its slice', async () => {
    const other = await lab.vm(`${NAME}-frozen`, { network: false }).open();
    const child = spawnInto(other);
    await other.cgroup.freeze();
    await other.close();
    assert.deepEqual(
      (await traces(`${NAME}-frozen`)).filter((each) => each.includes('frozen')),
      [],
    );
    await child.ended;
  });

  test('groups that a program made below the slice go with it', async () => {
    const other = await lab.vm(`${NAME}-nested`, { network: false }).open();
    const nested = (other.slice.group?.paths ?? [])
      .filter((path) => !path.includes('/cpuset/'))
      .map((path) => `${path}/a`);
    for (const path of nested) await mkdir(path);
    assert.ok(nested.length > 0);
    const outcomes = await other.close();
    assert.deepEqual(
      outcomes.filter(({ left }) => left),
      [],
    );
    assert.ok(!nested.some((path) => existsSync(path)));
  });

  test('a name that another live process holds is refused with its pid; a name it gave back is free', async () => {
    const name = `${NAME}-held`;
    const holder = await holding(name, state.path, 'process.stdin.once("data", () => lab.close());');
    const attempt = lab.vm(name, { network: false }).open();
    await assert.rejects(
      attempt,
      (error: VmlabError) => error.code === 'NAME_IN_USE' && error.message.includes(String(holder.pid)),
    );
    holder.child.stdin?.end('now');
    await holder.ended;
    await (await lab.vm(name, { network: false }).open()).close();
  });
});

/** A shell in all groups of a VM, that sleeps. */
function spawnInto(vm: Vm) {
  const joins = vm.slice.joinFiles.map((file) => `echo $$ > ${file}`).join('; ');
  const child = spawn('sh', ['-c', `${joins}; exec sleep 600`], { stdio: 'ignore' });
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

/** A script that holds a VM with limits and a program in it. */
async function holding(name: string, directory: string, after: string) {
  const script = await runScript(
    `import { spawn } from 'node:child_process';
import { lab } from '${LIB}lab/lab.ts';
const vm = await lab.vm('${name}', { network: ${isRoot && hasIp()} }).open();
await vm.cgroup.cpu.quota(1);
await vm.cgroup.memory.max('1G');
const joins = vm.slice.joinFiles.map((file) => 'echo $$ > ' + file).join('; ');
spawn('sh', ['-c', joins + '; sleep 600 & exec sleep 600'], { stdio: 'ignore', detached: true }).unref();
while ((await vm.cgroup.processes()).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
console.log('holding ' + (await vm.cgroup.processes()).join(','));
${after}
`,
    directory,
  );
  await script.says('holding');
  return script;
}

const hasIp = (): boolean => spawnSync('ip', ['-Version']).status === 0;

describe('what a killed script held', { skip }, () => {
  for (const [how, cleanup] of Object.entries({
    'lab.cleanup()': async () => {
      const lab = createLab(localParts);
      const outcomes = await lab.cleanup();
      await lab.close();
      return outcomes.filter(({ left }) => left);
    },
    'the next session that does anything': async () => {
      const lab = createLab(localParts);
      await (await lab.vm(`${NAME}-next`, { network: false }).open()).close();
      await lab.close();
      return [];
    },
  }))
    test(`is gone after ${how}`, async () => {
      const name = `${NAME}-killed`;
      const before = await traces(name);
      const script = await holding(name, state.path, 'setInterval(() => {}, 1000);');
      assert.ok((await traces(name)).length > before.length);
      const members = tree.hierarchies.flatMap(({ root }) =>
        readFileSync(`${root}/vmlab/${name}/cgroup.procs`, 'utf8').split('\n').filter(Boolean),
      );
      script.child.kill('SIGKILL');
      await script.ended;
      assert.deepEqual(await cleanup(), []);
      assert.deepEqual(await traces(name), before);
      assert.ok(members.length >= 2);
      for (const pid of members) assert.ok(!isRunning(pid), `process ${pid} still runs`);
    });

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`is gone when ${signal} has ended it`, async () => {
      const name = `${NAME}-ended`;
      const before = await traces(name);
      const script = await holding(name, state.path, 'setInterval(() => {}, 1000);');
      script.child.kill(signal);
      assert.equal((await script.ended).signal, signal);
      assert.deepEqual(await traces(name), before);
    });
});

const isRunning = (pid: string): boolean => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

test('an ordinary user gets a slice without limits, told why at each setter', async (context) => {
  await using directory = await temporaryDirectory();
  await chmod(directory.path, 0o777);
  const source = `import { lab } from '${LIB}lab/lab.ts';
const vm = await lab.vm('${NAME}-user').open();
const refused = await vm.cgroup.cpu.quota(1).catch((error) => error);
console.log(JSON.stringify({ ...vm.toJSON(), code: refused.code, message: refused.message }));
`;
  const user = isRoot ? NOBODY : undefined;
  if (user && !canRead(user)) return context.skip(`user ${user} may not read the sources here`);
  const { stdout, stderr, code } = await (await runScript(source, directory.path, user)).ended;
  assert.equal(code, 0, stderr);
  const { privileged, why, code: refusal, message } = JSON.parse(stdout);
  assert.deepEqual({ privileged, refusal }, { privileged: false, refusal: 'UNSUPPORTED' });
  assert.match(why, /EACCES|EPERM|EROFS/);
  assert.ok(message.includes(why));
});

const NOBODY = 65534;

const canRead = (user: number): boolean => {
  const look = ['-e', 'require("node:fs").readFileSync(process.argv[1])', `${LIB}lab/lab.ts`];
  return spawnSync(process.execPath, look, { uid: user, gid: user }).status === 0;
};

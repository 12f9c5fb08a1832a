/** The libvirt driver, on a real libvirtd and QEMU: domains without an operating system, whose boot sectors spin, or read a disk. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { coresOf, parseQuota } from '../../lib/cgroup/limits/quota.ts';
import type { Session } from '../../lib/core/session.ts';
import { openConnection } from '../../lib/driver/libvirt/connection/connection.ts';
import type { LibvirtDomain } from '../../lib/driver/libvirt/domain.ts';
import { connectLibvirt, type LibvirtDriver } from '../../lib/driver/libvirt/driver.ts';
import { libvirtUndo } from '../../lib/driver/libvirt/undo.ts';
import { networkUndo } from '../../lib/driver/local/network/undo.ts';
import type { Counter } from '../../lib/host/counter.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { memorySession } from '../support/memory-session.ts';
import { assertHeldTo } from './support/held-to.ts';
import {
  bootDisk,
  domainsFirst,
  domainXml,
  missingLibvirtd,
  startLibvirtd,
  type TestLibvirtd,
} from './support/libvirtd.ts';

const skip = missingLibvirtd();
const tag = randomBytes(2).toString('hex');
const [spinner, reader, off] = [`spin-${tag}`, `read-${tag}`, `off-${tag}`];
const tap = `vt${tag}`;
const MIB = 2 ** 20;
const host = localHost();
const handlers = { ...libvirtUndo(host), ...networkUndo(host) };

let libvirtd: TestLibvirtd;
let session: Session;
let driver: LibvirtDriver;

before(async () => {
  if (skip) return;
  libvirtd = await startLibvirtd();
  session = memorySession(handlers);
  driver = await connectLibvirt(libvirtd.uri, { host, session });
  await libvirtd.define(domainXml({ name: off }));
  const { directory } = libvirtd;
  await libvirtd.create(domainXml({ name: spinner, vcpus: 2, disks: [await bootDisk(directory, 'spin')], tap }));
  await libvirtd.create(domainXml({ name: reader, disks: [await bootDisk(directory, 'read')] }), 'paused');
});

after(async () => {
  await session?.close();
  await driver?.[Symbol.asyncDispose]();
  await libvirtd?.[Symbol.asyncDispose]();
});

const now = async ({ file, parse }: Counter): Promise<number> => parse(await readFile(file, 'utf8'));

test('domains are listed, running or not', { skip }, async () => {
  const listed = await driver.list();
  assert.deepEqual(
    listed.map(({ name, state, vcpus, maximumMemory, accelerator }) => [
      name,
      state,
      vcpus,
      maximumMemory,
      accelerator,
    ]),
    [
      [off, 'shutoff', 1, 64 * MIB, 'tcg'],
      [reader, 'paused', 1, 64 * MIB, 'tcg'],
      [spinner, 'running', 2, 64 * MIB, 'tcg'],
    ],
  );
  const [first, , last] = listed;
  assert.equal(first?.pid, undefined);
  assert.match(last?.version ?? '', /^\d+\.\d+\.\d+$/);
  assert.match(await readFile(`/proc/${last?.pid}/cmdline`, 'utf8'), new RegExp(`guest=${spinner}`));
});

test('a name that is not there is answered with the nearest ones', { skip }, async () => {
  await assert.rejects(driver.domain(`spn-${tag}`), {
    name: 'InputError',
    received: `spn-${tag}`,
    message: new RegExp(`It has: ${spinner}, `),
  });
});

test('a domain is started, paused, resumed and ended; a pause that is undone goes on', { skip }, async () => {
  const vm = await driver.domain(off);
  const state = async () => (await vm.info()).state;
  await vm.start();
  await assert.rejects(vm.start(), { name: 'HostError', stderr: /already active/ });
  assert.equal(await state(), 'running');
  const paused = await vm.pause();
  assert.equal(await state(), 'paused');
  const again = await vm.pause();
  await again.undo();
  assert.equal(await state(), 'paused', 'it was paused before');
  await paused.undo();
  assert.equal(await state(), 'running');
  await vm.pause();
  await vm.resume();
  assert.equal(await state(), 'running');
  await assert.rejects(vm.shutdown({ signal: AbortSignal.timeout(500) }), { name: 'TimeoutError' });
  await vm.destroy();
  assert.equal(await state(), 'shutoff');
  await assert.rejects(vm.destroy(), { name: 'HostError', stderr: /not running/ });
});

test('without an agent or a balloon driver in the guest, errors say what is missing', { skip }, async () => {
  const vm = await driver.domain(spinner);
  await assert.rejects(vm.exec(['/bin/true']), { name: 'HostError', stderr: /agent is not connected/ });
  await assert.rejects(vm.memory(), { name: 'UnsupportedError', message: /virtio_balloon/ });
  assert.match(await libvirtd.virsh('dumpxml', spinner), /<stats period='1'\/>/);
});

test('what a domain uses is counted by the kernel, and only by files of its own', { skip }, async () => {
  const counters = await (await driver.domain(spinner)).counters();
  const { cpu, memory, read = [], write = [], rx = [], tx = [] } = counters;
  assert.ok(cpu && memory);
  for (const counter of [cpu, memory, ...read, ...write]) assert.match(counter.file, new RegExp(`qemu.*${spinner}`));
  assert.deepEqual(
    [...rx, ...tx].map(({ file }) => file),
    [`/sys/class/net/${tap}/statistics/tx_bytes`, `/sys/class/net/${tap}/statistics/rx_bytes`],
  );
  for (const counter of [cpu, memory, ...read, ...write, ...rx, ...tx])
    assert.ok((await now(counter)) >= 0, counter.file);
  const cores = await domainsFirst(async () => coresUsed(await driver.domain(spinner), 1));
  assert.ok(cores > 0.3 && cores < 1.2, `it spins with one of its CPUs: ${cores}`);
  await assert.rejects((await driver.domain(off)).counters(), { name: 'HostError', stderr: 'it does not run' });
});

test('a quota holds the whole domain, is read back, and is undone to what was found, in any order', {
  skip,
}, async (t) => {
  const vm = await driver.domain(spinner);
  const cores = async () => coresOf(await vm.limits.quota());
  assert.equal(await cores(), 'max');
  const half = await vm.limits.limit({ cpu: parseQuota(0.5) });
  assert.equal(await cores(), 0.5);
  const used = await domainsFirst(() => coresUsed(vm, 8));
  t.diagnostic(`quota 0.5: ${used.toFixed(4)} cores over 8 s`);
  assertHeldTo(used / 0.5, 0.03);
  const less = await vm.limits.limit({ cpu: parseQuota({ quota: '20ms', period: '50ms' }) });
  assert.equal(await cores(), 0.4);
  await half.undo();
  assert.equal(await cores(), 0.4, 'the later one stands');
  assert.deepEqual((await less.undo()).left, undefined);
  assert.equal(await cores(), 'max');
  assert.match(await libvirtd.virsh('schedinfo', spinner), /global_period {2}: 100000/);
});

/** A period of 100 ms may be in it at both ends. */
async function coresUsed(vm: LibvirtDomain, seconds: number): Promise<number> {
  const { cpu } = await vm.counters();
  assert.ok(cpu);
  const [before, start] = [await now(cpu), process.hrtime.bigint()];
  await wait(seconds * 1000);
  return ((await now(cpu)) - before) / (Number(process.hrtime.bigint() - start) / 1e9);
}

test('weight and CPUs are set, read back and undone', { skip }, async () => {
  const vm = await driver.domain(spinner);
  const [weight, cpus] = [await vm.limits.weight(), await vm.limits.cpus()];
  assert.equal(weight, 100);
  const emulator = () => libvirtd.virsh('emulatorpin', spinner, '--live');
  const found = await emulator();
  const undo = await vm.limits.limit({ weight: 250, cpus: '0' });
  assert.deepEqual([await vm.limits.weight(), await vm.limits.cpus()], [250, '0']);
  assert.match(await libvirtd.virsh('schedinfo', spinner), /cpu_shares {5}: 2560/);
  assert.notEqual(await emulator(), found);
  await undo.undo();
  assert.deepEqual([await vm.limits.weight(), await vm.limits.cpus(), await emulator()], [weight, cpus, found]);
  await assert.rejects(vm.limits.limit({ weight: 250, cpus: '4000' }), { name: 'HostError', stderr: /4000/ });
  assert.equal(await vm.limits.weight(), weight, 'all of them or none');
});

test('a disk is held to its rate; one direction leaves the other, and a burst that was there comes back', {
  skip,
}, async (t) => {
  const vm = await driver.domain(reader);
  const [bytes, burst] = ['--read-bytes-sec', '--read-bytes-sec-max'];
  await libvirtd.virsh(
    'blkdeviotune',
    reader,
    'vda',
    '--live',
    bytes,
    '900000',
    burst,
    '950000',
    `${burst}-length`,
    '2',
  );
  const found = await libvirtd.virsh('blkdeviotune', reader, 'vda', '--live');
  const undoRead = await vm.limits.limitIo({ device: 'vda', read: '1MiB/s' });
  const undoWrite = await vm.limits.limitIo({ device: '/dev/vda', write: '5MB/s', writeIops: 100 });
  assert.deepEqual(await vm.limits.io(), [{ device: 'vda', read: MIB, write: 5e6, readIops: 'max', writeIops: 100 }]);
  await vm.resume();
  await wait(2000);
  const rate = await domainsFirst(() => readRate(4));
  await vm.pause();
  t.diagnostic(`io.max 1 MiB/s: ${(rate / MIB).toFixed(4)} MiB/s over 4 s`);
  assertHeldTo(rate / MIB, 0.05);
  await undoWrite.undo();
  await undoRead.undo();
  assert.equal(await libvirtd.virsh('blkdeviotune', reader, 'vda', '--live'), found);
  await assert.rejects(vm.limits.limitIo({ device: 'vdz', read: 1 }), {
    name: 'InputError',
    message: /It has: vda/,
  });
});

/** What QEMU has read for the guest, in bytes/s. Each answer is of some time while it was asked: of the middle, say. */
async function readRate(seconds: number): Promise<number> {
  const connection = openConnection(libvirtd.uri);
  const look = async () => {
    const asked = process.hrtime.bigint();
    const text = await connection.ask(['domstats', '--raw', '--block', reader]);
    const at = Number(asked + process.hrtime.bigint()) / 2e9;
    return { bytes: Number(/block\.0\.rd\.bytes=(\d+)/.exec(text)?.[1]), at };
  };
  await look();
  const first = await look();
  await wait(seconds * 1000);
  const last = await look();
  await connection[Symbol.asyncDispose]();
  return (last.bytes - first.bytes) / (last.at - first.at);
}

test('a guest that gives no memory back is not limited, and is told so', { skip }, async () => {
  const vm = await driver.domain(spinner);
  await assert.rejects(vm.limits.limit({ memory: 32 * MIB }), { name: 'UnsupportedError', message: /virtio_balloon/ });
  assert.equal(await vm.limits.memory(), 'max');
  await assert.rejects(vm.limits.limit({ memory: 65 * MIB }), { name: 'InputError', received: '65 MiB' });
  await assert.rejects(vm.limits.limit({ pids: 5 }), { name: 'UnsupportedError' });
});

/** Its qdiscs by kind: the kernel numbers them anew. */
async function tapState(): Promise<string[]> {
  const { stdout } = await execa('tc', ['-json', 'qdisc', 'show', 'dev', tap]);
  return (JSON.parse(stdout) as { kind: string }[]).map(({ kind }) => kind);
}

test('a tap is held to its rates, with libvirt or without it; nothing is left there', { skip }, async () => {
  const vm = await driver.domain(spinner);
  const before = await tapState();
  assert.deepEqual(await vm.network.rate(), { tx: 'max', rx: 'max' });
  const both = await vm.network.limit({ tx: '10Mbit', rx: '20Mbit' });
  assert.deepEqual(await vm.network.rate(), { tx: 10e6 / 8, rx: 20e6 / 8 });
  const slower = await vm.network.limit({ rx: '5Mbit' });
  assert.deepEqual(await vm.network.rate(), { tx: 10e6 / 8, rx: 5e6 / 8 });
  await slower.undo();
  await both.undo();
  assert.deepEqual(await vm.network.rate(), { tx: 'max', rx: 'max' });
  assert.deepEqual(await tapState(), before);
  await assert.rejects(vm.network.limit({ rx: '1Mbit', interface: 'eth7' }), {
    name: 'InputError',
    message: new RegExp(tap),
  });
});

test("somebody else's qdisc on a tap is left alone", { skip }, async () => {
  const vm = await driver.domain(spinner);
  await execa('tc', [
    'qdisc',
    'replace',
    'dev',
    tap,
    'root',
    'handle',
    '7:',
    'tbf',
    'rate',
    '1mbit',
    'burst',
    '5k',
    'latency',
    '1s',
  ]);
  await assert.rejects(vm.network.limit({ rx: '10Mbit' }), { code: 'FOREIGN_QDISC' });
  assert.deepEqual(await tapState(), ['tbf']);
  await execa('tc', ['qdisc', 'replace', 'dev', tap, 'root', 'noqueue']);
});

test('what a process that was killed had set is undone from its journal; what another changed since is left', {
  skip,
}, async () => {
  const state = await mkdtemp('/tmp/vmlab-libvirt-state-');
  const before = await tapState();
  const script = fileURLToPath(new URL('support/limit-and-wait.ts', import.meta.url));
  const environment = { ...process.env, VMLAB_STATE: state };
  const child = spawn(process.execPath, ['--import', 'tsx', script, libvirtd.uri, spinner], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  assert.equal(String(said), 'limited\n');
  assert.match(await libvirtd.virsh('schedinfo', spinner), /global_quota {3}: 30000/);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await libvirtd.virsh('schedinfo', spinner, '--live', '--set', 'cpu_shares=333');
  const { stdout } = await execa(process.execPath, ['--import', 'tsx', script, 'clean-up'], { env: environment });
  assert.match(await libvirtd.virsh('schedinfo', spinner), /cpu_shares {5}: 333\n(.*\n)*global_quota {3}: -1/);
  assert.match(stdout, /it is '333', which is not the '2560' that vmlab set/);
  assert.equal((await driver.domain(spinner)).name, spinner);
  assert.match(await libvirtd.virsh('domstate', spinner), /running/);
  assert.deepEqual(await tapState(), before);
  await libvirtd.virsh('schedinfo', spinner, '--live', '--set', 'cpu_shares=1024');
  await rm(state, { recursive: true });
});

test('a question costs a small part of what a virsh for it costs', { skip }, async (t) => {
  const connection = openConnection(libvirtd.uri);
  const question = ['domstats', '--raw', '--nowait', '--state', '--cpu-total'];
  await connection.ask(question);
  const rounds = 50;
  const [own, children] = [process.cpuUsage(), await cpuOfVirsh()];
  for (let round = 0; round < rounds; round++) await connection.ask(question);
  const { user, system } = process.cpuUsage(own);
  const asked = ((user + system) / 1e6 + (await cpuOfVirsh()) - children) / rounds;
  const spawned = await cpuOfSpawning(5);
  t.diagnostic(`CPU: ${(asked * 1000).toFixed(2)} ms a question, ${(spawned * 1000).toFixed(1)} ms a virsh`);
  assert.ok(asked < spawned / 5, `${asked} s, ${spawned} s`);
  await connection[Symbol.asyncDispose]();
});

/** In s for each: what bash says of its children. */
async function cpuOfSpawning(times: number): Promise<number> {
  const loop = `for i in {1..${times}}; do virsh -c "$0" domstats --state >/dev/null; done; times`;
  const { stdout } = await execa('bash', ['-c', loop, libvirtd.uri]);
  const children =
    stdout
      .trim()
      .split('\n')
      .at(-1)
      ?.match(/[\d.]+(?=s)/g) ?? [];
  return children.reduce((sum, seconds) => sum + Number(seconds), 0) / times;
}

/** Of all virsh processes that this one has started and that run now, in s. */
async function cpuOfVirsh(): Promise<number> {
  const { stdout } = await execa('ps', ['--ppid', String(process.pid), '-o', 'comm=,pid=']);
  const pids = stdout.split('\n').flatMap((line) => /^virsh +(\d+)$/.exec(line.trim())?.[1] ?? []);
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '0')));
  return stats.reduce((sum, text) => sum + Number(text.split(' ')[0]) / 1e9, 0);
}

test('a daemon that is started again is found again', { skip }, async () => {
  const vm = await driver.domain(spinner);
  await libvirtd.restart();
  await wait(100);
  assert.equal((await vm.info()).state, 'running');
});

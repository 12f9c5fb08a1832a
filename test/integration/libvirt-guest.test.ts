/** The libvirt driver with a guest that is a Linux, and has an agent, a balloon and a network. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import type { Session } from '../../lib/core/session.ts';
import type { LibvirtDomain } from '../../lib/driver/libvirt/domain.ts';
import { connectLibvirt, type LibvirtDriver } from '../../lib/driver/libvirt/driver.ts';
import { libvirtUndo } from '../../lib/driver/libvirt/undo.ts';
import { sentBytes, showClass } from '../../lib/driver/local/network/class-counter.ts';
import { networkUndo } from '../../lib/driver/local/network/undo.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { createLab, type Lab } from '../../lib/lab/lab.ts';
import { localParts } from '../../lib/lab/session.ts';
import { migmon } from '../../lib/migmon/migmon.ts';
import { memorySession } from '../support/memory-session.ts';
import { AGENT, KERNEL, MODULES, whyNot } from './small-guest/here.ts';
import { buildSmallGuest } from './small-guest/image.ts';
import { assertHeldTo } from './support/held-to.ts';
import { domainsFirst, domainXml, missingLibvirtd, startLibvirtd, type TestLibvirtd } from './support/libvirtd.ts';

const skip = missingLibvirtd() || (await whyNot());
const tag = randomBytes(2).toString('hex');
const [name, tap] = [`guest-${tag}`, `vg${tag}`];
const MIB = 2 ** 20;
const BOOT_S = 90;
const host = localHost();

let libvirtd: TestLibvirtd;
let session: Session;
let driver: LibvirtDriver;
let vm: LibvirtDomain;

before(async () => {
  if (skip) return;
  libvirtd = await startLibvirtd();
  session = memorySession({ ...libvirtUndo(host), ...networkUndo(host) });
  driver = await connectLibvirt(libvirtd.uri, { host, session });
  const initrd = await buildSmallGuest({ directory: libvirtd.directory, modules: MODULES, agent: AGENT });
  const linux = { kernel: KERNEL, initrd, append: 'quiet guest.address=169.254.77.2/30' };
  await libvirtd.create(domainXml({ name, tap, linux }));
  await execa('ip', ['addr', 'add', '169.254.77.1/30', 'dev', tap]);
  vm = await driver.domain(name);
  await answers();
});

async function answers(): Promise<void> {
  for (let second = 0; ; second++) {
    try {
      return void (await vm.exec(['/bin/true']));
    } catch (error) {
      if (second > BOOT_S) throw error;
      await wait(1000);
    }
  }
}

after(async () => {
  await session?.close();
  await driver?.[Symbol.asyncDispose]();
  await libvirtd?.[Symbol.asyncDispose]();
});

test('a program runs in the guest to its end, with its input, output and exit code, whatever they hold', {
  skip,
}, async () => {
  const text = `a "quoted" 'text' \\ with ; and $(things), déjà vu 🙂\nsecond line\ttab`;
  const echoed = await vm.exec(['/bin/cat'], { input: text });
  assert.deepEqual(echoed, { exitCode: 0, stdout: text, stderr: '' });
  const said = await vm.exec(['/bin/sh', '-c', 'printf %s "$1"; echo no >&2; exit 7', 'sh', text]);
  assert.deepEqual(said, { exitCode: 7, stdout: text, stderr: 'no\n' });
  assert.equal((await vm.exec(['/bin/sh', '-c', 'kill -9 $$'])).exitCode, 128 + 9);
  await assert.rejects(vm.exec(['/no/such/program']), { name: 'HostError', stderr: /No such file/ });
});

test('a program that is given up is ended in the guest', { skip }, async () => {
  await assert.rejects(vm.exec(['/bin/sleep', '1000'], { signal: AbortSignal.timeout(700) }), { name: 'TimeoutError' });
  await wait(300);
  assert.equal(
    (await vm.exec(['/bin/pidof', 'sleep'])).stdout.trim().split(' ').length,
    1,
    'only that of the guest itself',
  );
});

test('the guest tells of its memory, and gives back what its balloon takes; both end with the session', {
  skip,
}, async () => {
  const { total, free, available, caches } = await vm.memory();
  assert.ok(total > 100 * MIB && total < 160 * MIB, `${total}`);
  for (const part of [free, available, caches]) assert.ok(part > 0 && part < total, `${part}`);
  assert.equal(await vm.limits.memory(), 'max');
  const undo = await vm.limits.limit({ memory: 128 * MIB });
  assert.equal(await vm.limits.memory(), 128 * MIB);
  await wait(1500); // QEMU tells libvirt of it once a second
  assert.equal((await vm.info()).memory, 128 * MIB);
  await undo.undo();
  await wait(1000);
  assert.equal(await vm.limits.memory(), 'max');
});

test('what the guest sends, and what it receives, is held to its rate, as the host counts it', { skip }, async (t) => {
  const servers = [createServer(drain), createServer(pour)];
  try {
    await vm.network.limit({ tx: '4Mbit', rx: '2Mbit' });
    for (const server of servers) await once(server.listen(0, '169.254.77.1'), 'listening');
    const [to, from] = servers.map((server) => `169.254.77.1 ${(server.address() as { port: number }).port}`);
    const [sent] = await domainsFirst(() => ratesOf(3, `timeout 6 nc ${to} </dev/zero`));
    const [, received] = await domainsFirst(() => ratesOf(3, `sleep 6 | timeout 6 nc ${from} >/dev/null`));
    t.diagnostic(`of 4 Mbit/s: ${sent.toFixed(3)} sent; of 2 Mbit/s: ${received.toFixed(3)} received`);
    assertHeldTo(sent / 4, 0.05);
    assertHeldTo(received / 2, 0.05);
  } finally {
    for (const server of servers) server.close();
  }
});

function drain(socket: Socket): void {
  socket.on('error', () => undefined).resume();
}

function pour(socket: Socket): void {
  const more = Buffer.alloc(64 * 1024);
  const write = () => void (socket.destroyed || socket.write(more, write));
  drain(socket);
  write();
}

/** Mbit/s that the guest sends and receives while it runs something, after 2 s of it. */
async function ratesOf(seconds: number, script: string): Promise<[number, number]> {
  const running = vm.exec(['/bin/sh', '-c', script]);
  await wait(2000);
  const first = await look();
  await wait(seconds * 1000);
  const last = await look();
  await running;
  const rate = (what: 'sent' | 'received') => ((last[what] - first[what]) * 8) / 1e6 / (last.at - first.at);
  return [rate('sent'), rate('received')];
}

/** As the classes count it: the tap counts one header for many TCP segments, which is 4 % short. */
async function look() {
  const { stdout } = await execa('tc', ['filter', 'show', 'dev', tap, 'parent', 'ffff:']);
  const led = /to device (\S+)\)/.exec(stdout)?.[1] ?? '';
  const [sent, received] = await Promise.all([led, tap].map(sentThrough));
  return { sent: sent ?? Number.NaN, received: received ?? Number.NaN, at: Number(process.hrtime.bigint()) / 1e9 };
}

async function sentThrough(device: string): Promise<number | undefined> {
  const { stdout } = await execa('tc', ['-statistics', ...showClass(device, 1)]);
  return stdout.split('\n').flatMap((line) => sentBytes(line) ?? [])[0];
}

describe('by a lab', { skip }, () => {
  let lab: Lab;
  let node: Lab;
  before(async () => {
    lab = createLab(localParts);
    node = await lab.open(libvirtd.uri);
  });
  after(() => lab?.close());

  test('it is found by its name, by a pattern, and by a name that is nearly its own', async () => {
    assert.deepEqual(
      (await node.vms('guest-*')).map((each) => each.name),
      [name],
    );
    assert.deepEqual(await node.vms('web-*'), []);
    await assert.rejects(node.vm(`${name}x`).open(), { name: 'InputError', message: new RegExp(`It has: ${name}`) });
    assert.throws(() => node.vm(name, { memory: '1G' }), { name: 'InputError', received: 'memory' });
  });

  test('it is limited as a slice is, and is as it was when the handle is closed, and goes on', async () => {
    const domain = await node.vm(name).open();
    const before = await domain.network.rate();
    await domain.cgroup.cpu.quota(0.75);
    await domain.cgroup.cpuset.cpus('0');
    assert.deepEqual([await domain.cgroup.cpu.quota(), await domain.cgroup.cpuset.cpus()], [0.75, '0']);
    await domain.network.rate({ tx: '8Mbit' });
    assert.equal(await domain.network.rate(), 1e6);
    await domain.pause();
    assert.equal((await domain.info()).state, 'paused');
    await domain.close();
    await using again = await node.vm(name).open();
    assert.deepEqual([await again.cgroup.cpu.quota(), await again.network.rate()], ['max', before]);
    assert.equal((await again.info()).state, 'running');
    await assert.rejects(again.cgroup.pids.max(5), { name: 'UnsupportedError' });
  });

  test('it tells what it is, has used and has free, and runs programs', async () => {
    await using domain = await node.vm(name).open();
    const [{ accelerator, vcpus }, { cpu, memory }, { total, available }] = await Promise.all([
      domain.info(),
      domain.stats(),
      domain.memory(),
    ]);
    assert.deepEqual([accelerator, vcpus], ['tcg', 1]);
    assert.ok(cpu > 1 && memory > total / 4 && available < total, `${cpu} ${memory} ${total} ${available}`);
    assert.match((await domain.exec(['uname', '-s'])).stdout, /^Linux\n$/);
    assert.ok((await domain.dirtyRate({ seconds: 1 })).rate >= 0);
    const { usage } = await domain.cgroup.cpu.stat();
    assert.ok(usage >= cpu, `${usage} s after ${cpu} s`);
    assert.deepEqual(await domain.cgroup.processes(), [(await domain.info()).pid]);
    assert.ok((await domain.cgroup.memory.stat()).current > 0);
  });

  test('a measurement runs in it as in a slice, and it is recorded beside that', async () => {
    await using domain = await node.vm(name).open();
    await using slice = await lab.vm(`beside-${tag}`, { network: false }).open();
    const recording = lab.record({ vms: [domain, slice], interval: '1s', for: '6s' }).run();
    const dirty = migmon.dirty({ size: '8M', rate: '4MiB/s' });
    const results = await Promise.all([domain, slice].map((vm) => dirty.on(vm).for('3s').run()));
    for (const { elapsed, rate } of results) assert.ok(elapsed > 2.5 && rate > 2 * MIB, `${elapsed} s, ${rate} B/s`);
    const { traces, notes } = await recording;
    assert.deepEqual(
      traces.map((trace) => trace.name),
      [name, slice.name],
    );
    for (const { cpu } of traces) assert.ok(cpu.length === 6 && cpu.some((cores) => cores > 0), `${cpu}`);
    assert.deepEqual(
      notes.filter(({ event }) => event === 'unreadable'),
      [],
    );
    await domain.close();
    assert.equal((await vm.exec(['/bin/sh', '-c', 'ls -d /tmp/vmlab* /run/vmlab* /var/tmp/vmlab*'])).stdout, '');
  });
});

test('a guest that is asked to end does so', { skip }, async () => {
  await vm.shutdown();
  await assert.rejects(vm.info(), { name: 'HostError', stderr: /failed to get domain/ });
  assert.deepEqual(await driver.list(), []);
});

/** Live migration between two hosts with libvirt, there and back, of a guest that dirties its memory and checks it; and all that is done over ssh. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { coresOf, parseQuota } from '../../lib/cgroup/limits/quota.ts';
import { RunError } from '../../lib/core/errors.ts';
import type { Session } from '../../lib/core/session.ts';
import type { MigrationTarget } from '../../lib/driver/driver.ts';
import type { LibvirtDomain } from '../../lib/driver/libvirt/domain.ts';
import { connectLibvirt, type LibvirtDriver } from '../../lib/driver/libvirt/driver.ts';
import { libvirtUndo } from '../../lib/driver/libvirt/undo.ts';
import type { MigrationRunOptions } from '../../lib/driver/migration/options.ts';
import type { MigrationPhase, MigrationProgress } from '../../lib/driver/migration/progress.ts';
import type { MigrationResult } from '../../lib/driver/migration/result.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { migmon } from '../../lib/migmon/migmon.ts';
import { memorySession } from '../support/memory-session.ts';
import { checker, RATE } from './small-guest/dirty.ts';
import { whyNot } from './small-guest/here.ts';
import { breakableLink } from './small-guest/link.ts';
import { type LibvirtHost, type LibvirtHosts, libvirtHosts, whyNoLibvirtHosts } from './support/libvirt-hosts.ts';
import { domainXml } from './support/libvirtd.ts';
import { MOVING, startMovingGuest } from './support/moving-guest.ts';

const skip = (await whyNoLibvirtHosts()) || (await whyNot());
const NAME = MOVING;
/** So slow that there is time for what is to happen meanwhile. */
const SLOW = '24MiB/s';
const INTERVAL_S = 0.01;
/** The network learns the guest's new place, and an emulated guest begins with none of its code translated. */
const MARGIN_S = 1;
const ECHO = `vmlab-agent task echo-server --detached --settings '{"address":"0.0.0.0","port":9008}' </dev/null >/run/echo.log 2>&1 &`;
const host = localHost();

describe('between two hosts with libvirt', { skip, timeout: 400_000 }, () => {
  let hosts: LibvirtHosts;
  let session: Session;
  /** Where the guest is now, and where it is not: each migration exchanges them. */
  let here: LibvirtHost;
  let there: LibvirtHost;
  const drivers = new Map<string, LibvirtDriver>();

  before(async () => {
    hosts = await libvirtHosts();
    [here, there] = [hosts.a, hosts.b];
    session = memorySession(libvirtUndo(host));
    await startMovingGuest(hosts, await driverOf(here.uri.tcp));
  });

  after(async () => {
    await session?.close();
    for (const driver of drivers.values()) await driver[Symbol.asyncDispose]();
    await hosts?.[Symbol.asyncDispose]();
  });

  async function driverOf(uri: string): Promise<LibvirtDriver> {
    const driver = drivers.get(uri) ?? (await connectLibvirt(uri, { host, session }));
    drivers.set(uri, driver);
    return driver;
  }

  const domain = async (uri: string): Promise<LibvirtDomain> => (await driverOf(uri)).domain(NAME);

  /** Its guest is where this says, and nowhere else. */
  async function assertRunsOnlyAt(host: LibvirtHost): Promise<void> {
    for (const each of [hosts.a, hosts.b]) {
      const running = (await each.libvirtd.virsh('list', '--name', '--state-running')).split('\n').filter(Boolean);
      assert.deepEqual(running, each === host ? [NAME] : [], each.address);
      const paused = await each.libvirtd.virsh('list', '--name', '--state-paused');
      assert.equal(paused.trim(), '', each.address);
    }
    const { stdout } = await execa('pgrep', ['-fc', `guest=${NAME},.*${hosts.directory}`]);
    assert.equal(stdout, '1', 'one QEMU');
  }

  async function move(by: 'tcp' | 'ssh', options: MigrationRunOptions = {}, to: MigrationTarget = {}) {
    const vm = await domain(here.uri[by]);
    const result = await vm.migrate({ uri: there.uri[by], ...to }, { verify: 'guest', checker, ...options });
    [here, there] = [there, here];
    await assertRunsOnlyAt(here);
    assert.equal((await vm.guest.exec(['/bin/true'])).exitCode, 0, 'what was begun in it is found where it is now');
    assert.deepEqual(
      { guest: result.guest, survivor: result.survivor, warnings: result.warnings },
      { guest: 'verified', survivor: 'destination', warnings: [] },
    );
    assert.ok(result.outage > 0 && result.outage < 20 && result.total > 0, `${result.outage} s of ${result.total} s`);
    return result;
  }

  /** It failed with these words, and the guest goes on where it was, whole; nothing is at the other host. */
  async function assertGoesOn(migration: Promise<unknown>, code: string, words: RegExp): Promise<MigrationResult> {
    const error = await migration.then(
      () => assert.fail('it succeeded'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof RunError)) throw error;
    const result = error.result as MigrationResult;
    assert.match(error.message, words);
    assert.deepEqual([error.code, result.survivor], [code, 'source']);
    await assertRunsHere();
    return result;
  }

  async function assertRunsHere(): Promise<void> {
    await assertRunsOnlyAt(here);
    assert.equal((await here.libvirtd.virsh('migrate-getmaxdowntime', NAME)).trim(), '300');
  }

  test('over ssh, a domain is listed, told, asked, measured and limited', async () => {
    const vm = await domain(here.uri.ssh);
    const [info] = await (await driverOf(here.uri.ssh)).list();
    assert.deepEqual([info?.name, info?.state, info?.accelerator], [NAME, 'running', 'tcg']);
    assert.ok(Number.parseInt(info?.version ?? '', 10) >= 9, `${info?.version}: of its own QEMU`);
    assert.equal((await vm.exec(['uname', '-s'])).stdout, 'Linux\n');
    const undo = await vm.limits.limit({ cpu: parseQuota(0.75) });
    assert.equal(coresOf(await vm.limits.quota()), 0.75);
    await undo.undo();
    assert.equal(coresOf(await vm.limits.quota()), 'max');
    const { rate } = await vm.dirtyRate({ seconds: '1s' });
    assert.ok(rate > RATE / 8 && rate < RATE * 4, `${rate} bytes/s, where it dirties ${RATE}`);
  });

  test('there by precopy and TCP, in passes that are told; its definition goes with it', async () => {
    const looks: MigrationProgress[] = [];
    const result = await move('tcp', { bandwidth: '60MiB/s', onProgress: (look) => looks.push(look) });
    const phases = new Set(looks.map(({ phase }) => phase));
    assert.ok(phases.has('setup') && phases.has('precopy'), [...phases].join());
    assert.ok(result.iterations.length > 1 && result.downtime > 0 && result.setup >= 0);
    assert.match(String(result), /Passes/);
    assert.equal(looks.at(-1)?.phase, 'ending');
    assert.match(result.log.source, /lifecycle: Suspended Migrated/);
    assert.match(await here.libvirtd.virsh('dominfo', NAME), /Persistent: +yes/);
    assert.equal((await there.libvirtd.virsh('list', '--all', '--name')).trim(), '');
  });

  test('back by precopy and ssh, and its network with it', async (t) => {
    const vm = await domain(here.uri.tcp);
    await vm.exec(['sh', '-c', ECHO]);
    const ended = new AbortController();
    const watching = migmon.downtime(hosts.guest).every(INTERVAL_S).run({ signal: ended.signal });
    await wait(300);
    const { downtime, outage } = await move('ssh', { bandwidth: 0 });
    ended.abort();
    const { outages, answered } = await watching;
    const longest = Math.max(...outages.map(({ length }) => length));
    t.diagnostic(`downtime ${downtime} s, STOP to RESUME ${outage.toFixed(3)} s, echo client ${longest.toFixed(3)} s`);
    assert.ok(answered > 50, `${answered} answers`);
    assert.ok(longest < outage + MARGIN_S, `nothing for ${longest} s`);
  });

  test('by postcopy, which asks for pages', async () => {
    const result = await move('ssh', { mode: 'postcopy', bandwidth: '30MiB/s' });
    assert.ok(result.postcopy.requests > 0);
    assert.ok(result.progress.some(({ phase }) => phase === 'postcopy'));
  });

  test('by a pass of precopy and then postcopy', async () => {
    const result = await move('tcp', { mode: 'hybrid', bandwidth: '40MiB/s', downtimeLimit: '1ms' });
    const seen = result.progress.map(({ phase, iteration }) => `${phase} ${iteration > 1}`);
    assert.ok(seen.includes('precopy true') && seen.includes('postcopy true'), [...new Set(seen)].join());
  });

  test('over several channels; a limit goes along, and is taken back there', async () => {
    const vm = await domain(here.uri.tcp);
    await vm.limits.limit({ cpu: parseQuota(0.9) });
    const result = await move('tcp', { channels: 3, bandwidth: 0 });
    assert.equal(result.spec.channels, 3);
    const moved = await domain(here.uri.tcp);
    assert.equal(coresOf(await moved.limits.quota()), 0.9);
    const outcomes = await session.close();
    assert.deepEqual(
      outcomes.filter(({ left }) => left),
      [],
    );
    assert.equal(coresOf(await moved.limits.quota()), 'max');
    session = memorySession(libvirtUndo(host));
    for (const driver of drivers.values()) await driver[Symbol.asyncDispose]();
    drivers.clear();
  });

  test('tunnelled, where only libvirt is let through', async () => {
    await move('tcp', { bandwidth: 0 }, { tunnelled: true });
  });

  test('as its name is taken there, it stays', async () => {
    await there.libvirtd.define(domainXml({ name: NAME }));
    const vm = await domain(here.uri.tcp);
    await assertGoesOn(vm.migrate({ uri: there.uri.tcp }), 'MIGRATION', /\(setup\): .*already exists with uuid/);
    await there.libvirtd.virsh('undefine', NAME);
  });

  test('as nobody listens, it stays', async () => {
    const vm = await domain(here.uri.tcp);
    const to = { uri: there.uri.tcp, address: `tcp://${hosts.gateway}:1` };
    const { log } = await assertGoesOn(
      vm.migrate(to),
      'MIGRATION',
      /Connection refused; the guest goes on at the source$/,
    );
    assert.match(log.source, /Connection refused/);
    assert.match(log.destination, /Started Migrated/);
  });

  test('as its link is cut, it stays', async () => {
    await using link = breakableLink(hosts.gateway);
    const { host, port } = await link.through((own) => ({ host: there.address, port: own }));
    const vm = await domain(here.uri.tcp);
    const to = { uri: there.uri.tcp, address: `tcp://${host}:${port}` };
    const cut = vm.migrate(to, { bandwidth: SLOW, onProgress: once('precopy', link.cut) });
    await assertGoesOn(cut, 'MIGRATION', /goes on at the source$/);
  });

  test('as it is cancelled, it stays', async () => {
    const vm = await domain(here.uri.tcp);
    const controller = new AbortController();
    const onProgress = once('precopy', () => controller.abort(new Error('changed my mind')));
    const cancelled = vm.migrate({ uri: there.uri.tcp }, { bandwidth: SLOW, signal: controller.signal, onProgress });
    await assert.rejects(cancelled, /^Error: changed my mind$/);
    await assertRunsHere();
  });

  test('as who watches it throws, it stays', async () => {
    const vm = await domain(here.uri.tcp);
    const onProgress = once('precopy', () => {
      throw new Error('a mistake of mine');
    });
    const watched = vm.migrate({ uri: there.uri.tcp }, { bandwidth: SLOW, onProgress });
    await assertGoesOn(watched, 'MIGRATION', /\(precopy\): a mistake of mine; the guest goes on at the source$/);
  });

  test('as it does not come to an end in time, it stays', async () => {
    const vm = await domain(here.uri.tcp);
    const late = vm.migrate({ uri: there.uri.tcp }, { bandwidth: SLOW, timeout: '1s', downtimeLimit: '20ms' });
    const { progress } = await assertGoesOn(late, 'TIMEOUT', /it took more than 1 s; the guest goes on at the source/);
    assert.ok(progress.length > 3);
  });

  test("as the other host's libvirtd is killed, it stays; what came there goes when that is back", async () => {
    const vm = await domain(here.uri.tcp);
    const onProgress = once('precopy', () => void there.libvirtd.kill());
    const migration = vm.migrate({ uri: there.uri.tcp }, { bandwidth: '60MiB/s', onProgress });
    const restarted = wait(6000).then(() => there.libvirtd.restart());
    await assertGoesOn(
      migration.finally(() => restarted),
      'MIGRATION',
      /goes on at the source/,
    );
  });

  test('what cannot be is refused before anything is done', async () => {
    const vm = await domain(here.uri.tcp);
    const to = { uri: there.uri.tcp };
    await assert.rejects(vm.migrate({}), { name: 'InputError' });
    await assert.rejects(vm.migrate(to, { verify: 'memory' }), {
      name: 'UnsupportedError',
      message: /verify: 'guest'/,
    });
    await assert.rejects(vm.migrate({ ...to, tunnelled: true }, { mode: 'postcopy' }), { name: 'UnsupportedError' });
    await assert.rejects(vm.migrate({ uri: `qemu+tcp://${hosts.gateway}/system` }), { name: 'HostError' });
    await assertRunsHere();
  });

  test('and after all of that its memory is whole', async () => {
    assert.equal(await checker(await domain(here.uri.tcp), AbortSignal.timeout(30_000)), 'verified');
  });
});

/** @returns what is to be told of progress: acts once, in that phase */
function once(phase: MigrationPhase, act: () => void): (progress: MigrationProgress) => void {
  let done = false;
  return (progress) => {
    if (done || progress.phase !== phase) return;
    done = true;
    act();
  };
}

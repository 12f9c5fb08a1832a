/** The driver on a real Xen: dom0 by ssh, domains with ids over 32, guests under TCG. What is asserted is asked of xl apart from the driver as well. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { InputError, UnsupportedError } from '../../lib/core/errors.ts';
import { Session } from '../../lib/core/session.ts';
import type { XenDomain } from '../../lib/driver/xen/domain.ts';
import { connectXen, type XenDriver } from '../../lib/driver/xen/driver.ts';
import { xenUndo } from '../../lib/driver/xen/undo.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { journalStore } from '../../lib/host/local/journal-store.ts';
import { thisProcess } from '../../lib/host/local/owner.ts';
import { type SshHost, sshHost } from '../../lib/host/ssh/host.ts';
import { parseSshUri } from '../../lib/host/ssh/uri.ts';
import { ENDING, fileOf, GUESTS, LONG, prepare } from './guests.ts';
import { bootXen, whyNoXen, type XenMachine } from './machine.ts';
import { changing, record, STEADY, whileGoing } from './recordings.ts';

const skip = await whyNoXen();
const MIB = 2 ** 20;

let directory: string;
let machine: XenMachine;
let dom0: SshHost;
let session: Session;
let driver: XenDriver;
let archive: XenDomain;
let storefront: XenDomain;

const newSession = () => {
  const store = journalStore({ path: join(directory, 'state'), removable: true }, thisProcess());
  return new Session({ store, handlers: xenUndo(localHost()) });
};
const inDom0 = async (command: string): Promise<string> => (await dom0.run(['sh', '-c', command])).stdout;

before(async () => {
  if (skip) return;
  directory = await mkdtemp(join(tmpdir(), 'vmlab-xen-test-'));
  machine = await bootXen();
  dom0 = sshHost(parseSshUri(machine.uri));
  await prepare(dom0);
  session = newSession();
  const guests = { archive: machine.guest('10.0.0.11') };
  const options = { host: localHost(), session, configurations: GUESTS.map(fileOf), guests };
  driver = await connectXen(machine.uri, options);
});

after(async () => {
  if (skip) return;
  await session?.close();
  await driver?.[Symbol.asyncDispose]();
  await dom0?.[Symbol.asyncDispose]();
  await machine?.[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

test('domains that do not run are known by their files, and are started', { skip }, async () => {
  assert.deepEqual(await driver.names(), ['Domain-0', 'archive', 'passing-by', LONG]);
  assert.equal((await driver.list()).find(({ name }) => name === 'archive')?.state, 'shutoff');
  archive = await driver.domain('archive');
  storefront = await driver.domain(LONG);
  for (const domain of [archive, storefront]) await domain.start();
  await inDom0(
    `for i in $(seq 300); do [ $(cat /var/log/xen/guest-*.log | grep -a -c 'guest: up') = 2 ] && exit; sleep 1; done; exit 1`,
  );
  await inDom0(`xl sched-credit2 -d archive -c 20; xl sched-credit2 -d ${LONG} -c 30`);
});

test('names are whole, ids go over 32, and what was configured is told', { skip }, async () => {
  const ids = (await inDom0('xl list')).match(/(?<=^(archive|storefront)\S* +)\d+/gm)?.map(Number);
  assert.ok(ids?.length === 2 && ids.every((id) => id > 32), `ids ${ids}`);
  const info = await storefront.info();
  assert.deepEqual(
    { ...info, uuid: undefined, version: undefined },
    {
      ...{ name: LONG, uuid: undefined, version: undefined, state: 'running', vcpus: 2 },
      ...{ memory: 128 * MIB, maximumMemory: 160 * MIB, accelerator: 'xen' },
    },
  );
  assert.equal(info.version, (await inDom0('xl info xen_version')).trim());
  assert.equal(info.uuid, (await inDom0(`xl vm-list | awk '/ ${LONG}$/ { print $1 }'`)).trim());
});

test('a name that is none is answered with the nearest', { skip }, async () => {
  await assert.rejects(driver.domain('archiv'), (error) => {
    assert.ok(error instanceof InputError);
    assert.match(error.message, /It has: archive, /);
    return true;
  });
});

test('a domain is paused, and goes on with the undo', { skip }, async () => {
  const state = async () => /^archive .* ([a-z-]{6}) /m.exec(await inDom0('xl list'))?.[1];
  const undo = await archive.pause();
  assert.equal(await state(), '--p---');
  assert.equal((await archive.info()).state, 'paused');
  assert.equal((await undo.undo()).left, undefined);
  assert.notEqual(await state(), '--p---');
  await archive.pause();
  await archive.resume();
  assert.equal((await archive.info()).state, 'running');
});

test('limits are set, read back, seen by xl, and undone', { skip }, async () => {
  const asXlSays = async () => ({
    schedule: /^archive +\d+ +(\d+) +(\d+)$/m.exec(await inDom0('xl sched-credit2'))?.slice(1),
    affinity: /(\S+) \/ \S+ *$/m.exec(await inDom0('xl vcpu-list archive | tail -1'))?.[1],
    memory: Number(/^archive +\d+ +(\d+)/m.exec(await inDom0('xl list'))?.[1]),
  });
  const { limits } = archive;
  assert.deepEqual(await asXlSays(), { schedule: ['256', '20'], affinity: 'all', memory: 128 });
  const undo = await limits.limit({
    ...{ cpu: { quota: 25_000, period: 50_000 }, weight: 200, cpus: '1', memory: 112 * MIB },
  });
  assert.deepEqual(await limits.quota(), { quota: 50_000, period: 100_000 });
  assert.equal(await limits.weight(), 200);
  assert.equal(await limits.cpus(), '1');
  assert.equal(await limits.memory(), 112 * MIB);
  assert.deepEqual(await asXlSays(), { schedule: ['512', '50'], affinity: '1', memory: 112 });
  assert.equal((await undo.undo()).left, undefined);
  assert.deepEqual((await asXlSays()).schedule, ['256', '20']);
  assert.equal((await asXlSays()).affinity, 'all');
  assert.equal(await limits.memory(), 'max');
});

test('a guest that gives no memory back, since it is paused, keeps what it had', { skip }, async () => {
  await using _ = await archive.pause();
  await assert.rejects(archive.limits.limit({ memory: 64 * MIB }), /the driver xen-balloon/);
  assert.equal(await archive.limits.memory(), 'max');
});

test('what was left standing is undone as the session ends; what someone else changed is left alone', {
  skip,
}, async () => {
  const own = newSession();
  await using other = await connectXen(machine.uri, { host: localHost(), session: own });
  const { limits } = await other.domain(LONG);
  await limits.limit({ cpu: { quota: 70_000, period: 100_000 }, weight: 50 });
  await inDom0(`xl sched-credit2 -d ${LONG} -w 300`);
  const outcomes = await own.close();
  assert.deepEqual(
    outcomes.map(({ left }) => left),
    ["it is '300', which is not the '128' that vmlab set", undefined],
  );
  assert.match(await inDom0('xl sched-credit2'), new RegExp(`^${LONG} +\\d+ +300 +30$`, 'm'));
});

test('what Xen cannot do says what would make it work', { skip }, async () => {
  await assert.rejects(storefront.exec(['true']), /say where ssh finds the guest/);
  await assert.rejects(storefront.counters(), /run vmlab there, with 'xen:'/);
  await assert.rejects(storefront.limits.limit({ pids: 5 }), UnsupportedError);
  await assert.rejects(storefront.limits.limitIo({ device: 'xvda', read: '1MiB' }), /backendtype=qdisk/);
  await assert.rejects((await driver.domain('Domain-0')).pause(), /it is the host itself/);
});

test('a program runs in a guest, by ssh through dom0', { skip }, async () => {
  const { exitCode, stdout } = await archive.exec(['sh', '-c', 'cat /proc/cmdline; exit 3']);
  assert.equal(exitCode, 3);
  assert.match(stdout, /role=disk address=10\.0\.0\.11/);
});

test('in dom0, counters of disks and interfaces are what xentop counts', { skip }, async () => {
  await using inside = await connectXen('xen:', { host: dom0, session });
  const domain = await inside.domain(LONG);
  const { read = [], write = [], rx = [], tx = [] } = await domain.counters();
  assert.deepEqual([read.length, write.length, rx.length, tx.length], [2, 2, 2, 2]);
  await using _ = await domain.pause();
  const sum = async (counters: typeof read) => {
    const values = counters.map(async ({ file, parse }) => parse(await dom0.readFile(file)));
    return (await Promise.all(values)).reduce((total, value) => total + value, 0);
  };
  const row = (await inDom0('xentop -b -i 1 -f')).split('\n').find((line) => line.trimStart().startsWith(LONG));
  const [readSectors, writtenSectors] = row?.trim().split(/\s+/).slice(-3, -1).map(Number) ?? [];
  assert.equal(await sum(read), Number(readSectors) * 512);
  assert.equal(await sum(write), Number(writtenSectors) * 512);
  assert.ok((await sum(tx)) > 0);
});

test('domains that come and go meanwhile disturb no list', { skip }, async () => {
  const passing = await driver.domain('passing-by');
  const seen = new Set<string | undefined>();
  let isOver = false;
  const life = (async () => {
    await passing.start();
    await passing.destroy();
    await passing.start();
    await passing.destroy();
  })().finally(() => {
    isOver = true;
  });
  while (!isOver) seen.add((await driver.list()).find(({ name }) => name === 'passing-by')?.state);
  await life;
  assert.ok(seen.has('shutoff') && (seen.has('running') || seen.has('paused')), [...seen].join());
  assert.equal((await passing.info()).state, 'shutoff');
});

test('a guest that is asked to ends by itself', { skip }, async () => {
  const passing = await driver.domain('passing-by');
  await passing.start();
  await passing.shutdown();
  assert.equal((await passing.info()).state, 'shutoff');
});

const directoryToRecord = process.env.VMLAB_XEN_RECORD;
test('what the tools print is recorded', {
  skip: skip || (!directoryToRecord && 'VMLAB_XEN_RECORD names no directory'),
}, async () => {
  const to = directoryToRecord as string;
  await record(dom0, to, STEADY);
  const [halted, crashed] = ENDING.map(fileOf);
  await inDom0(`xl create -q ${halted}; xl create -q ${crashed}; sleep 20; xl shutdown halted; sleep 20`);
  await record(dom0, to, [whileGoing('archive'), ...changing(LONG, '/etc/xen/passing-by.cfg')]);
});

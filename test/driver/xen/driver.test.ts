import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { HostError, InputError, UnsupportedError } from '../../../lib/core/errors.ts';
import { backendCounters, ofDomain } from '../../../lib/driver/xen/counters.ts';
import { connectXen } from '../../../lib/driver/xen/driver.ts';
import { togetherOf } from '../../../lib/driver/xen/limits/cpus.ts';
import { capOf, creditOf, quotaFrom, weightFrom } from '../../../lib/driver/xen/limits/units.ts';
import { xenUndo } from '../../../lib/driver/xen/undo.ts';
import { parseXenUri } from '../../../lib/driver/xen/uri.ts';
import { memorySession } from '../../support/memory-session.ts';
import { type FakeDomain, fakeDomain, fakeXen } from './fake-xen.ts';

const MIB = 2 ** 20;
const dry = (name: string): string =>
  JSON.stringify({ c_info: { name }, b_info: { max_vcpus: 1, max_memkb: 98_304, target_memkb: 98_304 } });

async function connected(domains: FakeDomain[], files: Readonly<Record<string, string>> = {}) {
  const xen = fakeXen(domains, files);
  const session = memorySession(xenUndo(xen.host));
  const driver = await connectXen('xen:', { host: xen.host, session, configurations: Object.keys(files) });
  return { ...xen, session, driver };
}

const hostDomain = () => fakeDomain({ id: 0, name: 'Domain-0', uuid: undefined, letters: 'r-----' });

test('a URI is of this machine, or of one by ssh', () => {
  for (const text of ['xen:', 'xen:/', 'xen:///', 'xen:///system']) assert.equal(parseXenUri(text).ssh, undefined);
  assert.deepEqual(parseXenUri('xen+ssh://root@dom0:2222/?keyfile=/k&known_hosts=/h').ssh, {
    ...{ destination: 'root@dom0', port: 2222 },
    options: ['IdentitiesOnly=yes', 'IdentityFile="/k"', 'UserKnownHostsFile="/h"'],
  });
  for (const text of ['xen://dom0', 'xen+ssh:///', 'xen+tls://dom0/', 'qemu:///system', 'dom0'])
    assert.throws(() => parseXenUri(text), InputError, text);
});

test('all domains are listed by name: those that run, and those that could; one without a name is left out', async () => {
  const gone = fakeDomain({ id: 33, name: '(null)', letters: '--p--d', memory: 0 });
  const { driver } = await connected([hostDomain(), fakeDomain({ id: 1024, name: 'web' }), gone], {
    ...{ '/etc/xen/db.cfg': dry('db'), '/etc/xen/web.cfg': dry('web') },
  });
  const found = (await driver.list()).map(({ name, state, maximumMemory }) => [name, state, maximumMemory / MIB]);
  assert.deepEqual(found, [
    ['Domain-0', 'running', 128],
    ['db', 'shutoff', 96],
    ['web', 'running', 128],
  ]);
  assert.deepEqual(await driver.names(), ['Domain-0', 'db', 'web']);
});

test('Domain-0, which has no limit, may grow to what the machine has', async () => {
  const { driver } = await connected([{ ...hostDomain(), maximum: 2 ** 24 }]);
  assert.equal((await driver.list())[0]?.maximumMemory, 4096 * MIB);
});

test('a name that is not there is answered with the nearest ones', async () => {
  const { driver } = await connected([hostDomain(), fakeDomain({ id: 34, name: 'web-1' })]);
  await assert.rejects(driver.domain('web1'), /the name of a VM on xen:, got 'web1'\. It has: web-1, Domain-0/);
});

test('a domain that went since it was looked up says so', async () => {
  const { driver, domains } = await connected([fakeDomain({ id: 34, name: 'web' })]);
  const web = await driver.domain('web');
  domains.splice(0);
  await assert.rejects(web.info(), (error) => error instanceof HostError && /it is gone/.test(error.message));
  await assert.rejects(web.limits.weight(), /it does not run/);
  await assert.rejects(web.destroy(), /it does not run/);
});

test('a command is given the id, also of a domain whose name looks like one', async () => {
  const { driver, host } = await connected([fakeDomain({ id: 34, name: '35' }), fakeDomain({ id: 35, name: 'other' })]);
  await (await driver.domain('35')).destroy();
  assert.deepEqual(host.runs.at(-1), ['xl', 'destroy', '34']);
});

test('the host itself is neither paused nor ended', async () => {
  const { driver, host } = await connected([hostDomain()]);
  const domain = await driver.domain('Domain-0');
  for (const act of ['pause', 'destroy', 'shutdown'] as const) await assert.rejects(domain[act](), UnsupportedError);
  assert.ok(host.runs.every(([, command]) => ['info', 'list'].includes(String(command))));
});

test('a pause is undone; one that somebody else made stays', async () => {
  const [web, paused] = [fakeDomain({ id: 34, name: 'web' }), fakeDomain({ id: 35, name: 'db', letters: '--p---' })];
  const { driver, session } = await connected([web, paused]);
  for (const name of ['web', 'db']) await (await driver.domain(name)).pause();
  assert.equal(web.letters, '--p---');
  await session.close();
  assert.deepEqual([web.letters, paused.letters], ['-b----', '--p---']);
});

test('a domain is started from its file only', async () => {
  const { driver, domains } = await connected([fakeDomain({ id: 34, name: 'web' })], { '/etc/xen/db.cfg': dry('db') });
  await assert.rejects((await driver.domain('web')).start(), /tell the driver its file in dom0/);
  await (await driver.domain('db')).start();
  assert.deepEqual(
    domains.map(({ name }) => name),
    ['web', 'db'],
  );
});

test('limits are all set, read back, and all undone with the session', async () => {
  const web = fakeDomain({ id: 34, name: 'web', affinity: ['all', '2'], cap: 80 });
  const before = structuredClone(web);
  const { driver, session } = await connected([web]);
  const { limits } = await driver.domain('web');
  assert.deepEqual(
    [await limits.quota(), await limits.weight(), await limits.cpus(), await limits.memory()],
    [...[{ quota: 80_000, period: 100_000 }, 100, '0-3', 'max']],
  );
  await limits.limit({ cpu: 'max', weight: 10_000, cpus: '0-1', memory: 100 * MIB });
  assert.deepEqual([web.cap, web.weight, web.affinity, web.target], [0, 25_600, ['0-1', '0-1'], 100 * 1024]);
  assert.deepEqual(
    [await limits.quota(), await limits.weight(), await limits.cpus(), await limits.memory()],
    [...['max', 10_000, '0-1', 100 * MIB]],
  );
  await session.close();
  assert.deepEqual(web, before);
});

test('of limits that cannot all be set, none is', async () => {
  const web = fakeDomain({ id: 34, name: 'web' });
  const { driver } = await connected([web]);
  const { limits } = await driver.domain('web');
  await assert.rejects(limits.limit({ cpu: { quota: 50_000, period: 100_000 }, memory: 256 * MIB }), InputError);
  assert.equal(web.cap, 0);
  await assert.rejects(limits.limit({ cpu: 'max', pids: 3 }), UnsupportedError);
  await assert.rejects(limits.limitIo({ device: 'xvda', read: 1 }), /backendtype=qdisk/);
});

test('under a scheduler that has no weights there is none', async () => {
  const { driver } = await connected([fakeDomain({ id: 34, name: 'web', scheduler: 'rtds' })]);
  await assert.rejects((await driver.domain('web')).limits.weight(), /its scheduler is 'rtds'/);
});

test('an undo leaves alone what someone else set since, and a domain that was started anew', async () => {
  const [web, db] = [fakeDomain({ id: 34, name: 'web' }), fakeDomain({ id: 35, name: 'db' })];
  const { driver, session, domains } = await connected([web, db]);
  for (const name of ['web', 'db']) await (await driver.domain(name)).limits.limit({ weight: 50 });
  web.weight = 300;
  domains[1] = fakeDomain({ id: 36, name: 'db', weight: 128 });
  const left = (await session.close()).map((outcome) => outcome.left);
  assert.deepEqual(left, [undefined, "it is '300', which is not the '128' that vmlab set"]);
  assert.deepEqual([web.weight, domains[1].weight], [300, 128]);
});

test('every weight of a cgroup is one of Xen, and comes back', () => {
  for (let weight = 1; weight <= 10_000; weight++) {
    const credit = Number(creditOf(weight));
    assert.ok(credit >= 1 && credit <= 65_535);
    assert.equal(weightFrom(credit), weight);
  }
  assert.deepEqual([creditOf(100), weightFrom(65_535), weightFrom(1)], ['256', 10_000, 1]);
});

test('a cap is the quota to a hundredth of a CPU, and never none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 10_000_000 }),
      fc.integer({ min: 1000, max: 1_000_000 }),
      (quota, period) => {
        const cap = Number(capOf({ quota, period }));
        assert.ok(cap >= 1 && Math.abs(cap / 100 - Math.max(quota / period, 0.01)) <= 0.005 + 1e-9);
        const back = quotaFrom(cap);
        assert.ok(back !== 'max' && back.quota / back.period === cap / 100);
      },
    ),
  );
  assert.deepEqual([capOf('max'), quotaFrom(0)], ['0', 'max']);
});

test('affinities of vCPUs together are a list, and all of them where one has all', () => {
  assert.equal(togetherOf(['0', '2-3', '1'], 8), '0-3');
  assert.equal(togetherOf(['1', 'all'], 4), '0-3');
});

test("counters are of the domain's own backends, and no other's", () => {
  const lines = readFileSync(new URL('../../fixtures/xen/xen-backend.txt', import.meta.url), 'utf8').split('\n');
  const backends = [...new Set(lines.filter(Boolean).map((line) => line.split('/')[0] as string))];
  assert.deepEqual(ofDomain(backends, 'vbd', 3), []);
  const disks = ofDomain(backends, 'vbd', 35);
  assert.deepEqual(disks, ['vbd-35-51712', 'vbd-35-51728']);
  const { read = [], tx = [] } = backendCounters(disks, ['vif35.0']);
  const text = lines.find((line) => line.startsWith('vbd-35-51712/statistics/rd_sect:'))?.split(':')[1] ?? '';
  assert.equal(read[0]?.file, '/sys/bus/xen-backend/devices/vbd-35-51712/statistics/rd_sect');
  assert.equal(read[0]?.parse(`${text}\n`), Number(text) * 512);
  assert.equal(tx[0]?.file, '/sys/class/net/vif35.0/statistics/rx_bytes');
});

test('what needs a way into the guest says which', async () => {
  const { driver } = await connected([fakeDomain({ id: 34, name: 'web' })]);
  const web = await driver.domain('web');
  assert.equal(web.guest, undefined);
  await assert.rejects(web.exec(['true']), (error) => {
    assert.ok(error instanceof UnsupportedError);
    assert.match(error.message, /'web' on xen:: Xen has no agent there; say where ssh finds the guest/);
    return true;
  });
});

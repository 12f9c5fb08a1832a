/** The lab's VMs as a live run reads and limits them, on a machine in memory with cgroup v2. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MemoryHost } from '../../../lib/host/memory.ts';
import type { Lab } from '../../../lib/lab/lab.ts';
import { labPlant } from '../../../lib/sched/live/lab-plant.ts';
import { liveSettings } from '../../../lib/sched/live/options.ts';
import { maxMin } from '../../../lib/sched/policy/max-min.ts';
import { ROOT } from '../../support/fake-v2.ts';
import { file, machine, NO_NETWORK } from './memory-lab.ts';
import { last } from './run-fake.ts';

const plantOf = (host: MemoryHost, lab: Lab, usedBy: (vm: string) => number | undefined = () => undefined) => {
  const guests = { usedBy, [Symbol.asyncDispose]: async () => {} };
  const settings = liveSettings({ predictor: last, policy: maxMin(), capacity: { memory: '1GiB', read: '1MB/s' } }, 2);
  return labPlant({ host, vms: () => lab.vms(), guests, settings });
};

describe("a lab's VMs", () => {
  test('are read from the counters of their groups', async () => {
    const { host, lab } = await machine();
    await lab.vm('vm1', NO_NETWORK).open();
    await host.writeFile(file('vm1', 'memory.current'), '8192\n');
    await host.writeFile(
      file('vm1', 'cpu.stat'),
      'usage_usec 1500000\nuser_usec 1\nsystem_usec 1\nthrottled_usec 250000\n',
    );
    await host.writeFile(
      file('vm1', 'io.stat'),
      '254:0 rbytes=10 wbytes=20 rios=1 wios=1\n7:0 rbytes=10 wbytes=20 rios=1 wios=1\n',
    );
    const { host: cpus, vms } = await plantOf(host, lab).sample();
    assert.deepEqual(cpus, { busy: 1.71, idle: 45 });
    const [{ name, reading, problems }] = vms;
    assert.deepEqual([name, problems], ['vm1', []]);
    const { at, ...counted } = reading!;
    assert.ok(at > 0);
    assert.deepEqual(counted, { cpu: 1.5, memory: 4096, read: 10, write: 20, throttled: 0.25, waited: Number.NaN });
  });

  test('that are not open are not there, and are not opened', async () => {
    const { host, lab } = await machine();
    const vm = lab.vm('vm1', NO_NETWORK);
    const plant = plantOf(host, lab);
    assert.deepEqual((await plant.sample()).vms, []);
    await vm.open();
    assert.equal((await plant.sample()).vms.length, 1);
    await vm.close();
    const [{ reason }] = await plant.apply(new Map([['vm1', { weight: 50 }]]));
    assert.match(reason, /cpu\.weight/);
    assert.ok(!host.directories.has(`${ROOT}/vmlab/vm1`));
  });

  test('get their limits moved, with one entry each in the journal, and back in the end', async () => {
    const { host, lab } = await machine();
    const vm = await lab.vm('vm1', NO_NETWORK).open();
    await vm.cgroup.cpu.weight(300);
    const before = lab.session.effects.length;
    const plant = plantOf(host, lab);
    await plant.sample();
    for (const weight of [7000, 20, 9000])
      assert.deepEqual(await plant.apply(new Map([['vm1', { weight, quota: weight / 10_000, memory: 2 ** 20 }]])), []);
    assert.deepEqual(
      [await vm.cgroup.cpu.weight(), await vm.cgroup.cpu.quota(), await vm.cgroup.memory.max()],
      [9000, 0.9, 2 ** 20],
    );
    assert.equal(lab.session.effects.length, before + 3);
    assert.deepEqual(await plant.restore(), []);
    assert.deepEqual(
      [await vm.cgroup.cpu.weight(), await vm.cgroup.cpu.quota(), await vm.cgroup.memory.max()],
      [300, 'max', 'max'],
    );
    assert.equal(lab.session.effects.length, before);
  });

  test('whose limits cannot be moved keep those that stood', async () => {
    let broken = false;
    const { host, lab } = await machine({
      fails: (operation, path) => (broken && operation === 'write' && path.endsWith('cpu.max') ? 'EBUSY' : undefined),
    });
    const vm = await lab.vm('vm1', NO_NETWORK).open();
    const plant = plantOf(host, lab);
    await plant.sample();
    await plant.apply(new Map([['vm1', { quota: 1, weight: 500 }]]));
    broken = true;
    const [refusal] = await plant.apply(new Map([['vm1', { quota: 2, weight: 900 }]]));
    assert.match(refusal.reason, /cpu\.max.*EBUSY/);
    assert.deepEqual([await vm.cgroup.cpu.quota(), await vm.cgroup.cpu.weight()], [1, 500]);
  });

  test('that were closed and opened again are others', async () => {
    const { host, lab } = await machine();
    const vm = await lab.vm('vm1', NO_NETWORK).open();
    const plant = plantOf(host, lab);
    await plant.sample();
    await plant.apply(new Map([['vm1', { weight: 500 }]]));
    await vm.close();
    await vm.open();
    await plant.sample();
    assert.equal(await vm.cgroup.cpu.weight(), 100);
    await plant.apply(new Map([['vm1', { weight: 700 }]]));
    assert.equal(await vm.cgroup.cpu.weight(), 700);
    await plant.restore();
    assert.equal(await vm.cgroup.cpu.weight(), 100);
  });

  test('without a group are there, but cannot be read', async () => {
    const { host, lab } = await machine({ fails: (operation) => (operation === 'make' ? 'EACCES' : undefined) });
    await lab.vm('vm1').open();
    const [{ reading, problems }] = (await plantOf(host, lab).sample()).vms;
    assert.equal(reading, undefined);
    assert.match(problems[0], /unprivileged slice 'vm1'/);
  });

  test('whose guest tells its memory use that; a lost guest leaves it not recorded, and says so', async () => {
    const { host, lab } = await machine();
    await lab.vm('vm1', NO_NETWORK).open();
    await host.writeFile(file('vm1', 'memory.current'), '8192\n');
    const [told] = (await plantOf(host, lab, () => 12345).sample()).vms;
    assert.deepEqual([told.reading?.memory, told.problems], [12345, []]);
    const lost = plantOf(host, lab, () => {
      throw new Error('its vmlab-agent memory has ended');
    });
    const [{ reading, problems }] = (await lost.sample()).vms;
    assert.deepEqual(
      [reading?.cpu, reading?.memory, problems],
      [1.5, Number.NaN, ['its vmlab-agent memory has ended']],
    );
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groups } from '../../../lib/gather/collectors/groups/groups.ts';
import { groupsOutput } from '../../../lib/gather/collectors/groups/output.ts';
import type { TextSample } from '../../../lib/gather/raw/sample.ts';
import { memoryHost } from '../../../lib/host/memory.ts';
import type { Vm } from '../../../lib/lab/vm/vm.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { fakeContext } from '../support/fake-collector.ts';

const psi = (total: number) =>
  `some avg10=0.00 avg60=0.00 avg300=0.00 total=${total}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n`;

const near = (value: number | undefined, expected: number) =>
  assert.ok(Math.abs((value ?? Number.NaN) - expected) < 1e-9, `${value} is not ${expected}`);

const slice = (name: string, pids: () => number[] = () => []): Vm =>
  ({
    name,
    held: {
      slice: { group: { paths: [`/cg/cpu/${name}`, `/cg/unified/${name}`] } },
      domain: { counters: async () => ({}), processes: async () => pids() },
    },
  }) as unknown as Vm;

test('pressure and waiting of a VM are what its files grew by, wherever its group has them', async () => {
  await using directory = await temporaryDirectory();
  const host = memoryHost({
    '/cg/cpu/vm 1/cpu.stat': 'nr_periods 1\nnr_throttled 1\nthrottled_time 500000000\n',
    '/cg/unified/vm 1/cpu.stat': 'usage_usec 1\n',
    '/cg/unified/vm 1/cpu.pressure': psi(0),
    '/cg/unified/vm 1/memory.pressure': psi(0),
    '/cg/unified/vm 1/io.pressure': psi(0),
    '/proc/7/task/7/schedstat': '1 1000000000 1',
  });
  const collector = groups();
  await collector.start(fakeContext({ host, vms: async () => [slice('vm 1', () => [7])] }));
  await host.writeFile('/cg/cpu/vm 1/cpu.stat', 'nr_periods 1\nnr_throttled 1\nthrottled_time 750000000\n');
  await host.writeFile('/proc/7/task/7/schedstat', '1 3500000000 1');
  await collector.stop();
  await collector.write(directory.path);
  const { tables, missing } = await groups().parse(directory.path);
  const [pressure, schedule] = tables;
  assert.deepEqual(missing, []);
  assert.deepEqual([pressure?.rows[0]?.name, schedule?.rows[0]?.name], ['vm 1', 'vm 1']);
  near(pressure?.rows[0]?.values.cpuSome, 0);
  near(schedule?.rows[0]?.values.waitSeconds, 2.5);
  near(schedule?.rows[0]?.values.throttledSeconds, 0.25);
});

test('shares of pressure are of the time between the samples', () => {
  const at = (seconds: number, total: number) => ({
    at: seconds,
    texts: Object.fromEntries(['cpu', 'memory', 'io'].map((kind) => [`${kind}.pressure vm1`, psi(total)])),
  });
  const values = groupsOutput([at(1, 0), at(5, 1_000_000)]).tables[0]?.rows[0]?.values;
  near(values?.cpuSome, 0.25);
  near(values?.ioFull, 0);
});

test('a thread that came after its VM waited from nothing on; one that was there before, from what it said then', () => {
  const samples: TextSample[] = [
    { at: 0, texts: { 'seen vm1': 'yes', 'schedstat:1 vm1': '1 5000000000 1' } },
    { at: 1, texts: { 'seen vm1': 'yes', 'schedstat:1 vm1': '1 6000000000 1', 'schedstat:2 vm1': '1 250000000 1' } },
    {
      at: 2,
      texts: {
        'seen vm1': 'yes',
        'schedstat:1 vm1': '1 6500000000 1',
        'seen vm2': 'yes',
        'schedstat:3 vm2': '1 9000000000 1',
      },
    },
    { at: 3, texts: { 'seen vm2': 'yes', 'schedstat:3 vm2': '1 9500000000 1' } },
  ];
  const rows = groupsOutput(samples).tables[1]?.rows;
  near(rows?.find(({ name }) => name === 'vm1')?.values.waitSeconds, 1.75);
  near(rows?.find(({ name }) => name === 'vm2')?.values.waitSeconds, 0.5);
});

test('where the kernel keeps no pressure of groups, it is said so, and the rest goes on', async () => {
  await using directory = await temporaryDirectory();
  const host = memoryHost({ '/cg/cpu/vm1/cpu.stat': 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n' });
  const collector = groups();
  await collector.start(fakeContext({ host, vms: async () => [slice('vm1')] }));
  await collector.stop();
  await collector.write(directory.path);
  const { tables, missing } = await groups().parse(directory.path);
  assert.match(missing?.join() ?? '', /pressure of vm1 is not supported here/);
  near(tables[1]?.rows[0]?.values.throttledSeconds, 0);
});

test('a VM that was closed meanwhile is read no more, and what it said before is kept', async () => {
  await using directory = await temporaryDirectory();
  const host = memoryHost({ '/cg/unified/vm1/cpu.stat': 'nr_periods 0\nnr_throttled 0\nthrottled_usec 5\n' });
  let vms = [slice('vm1')];
  const collector = groups();
  await collector.start(fakeContext({ host, vms: async () => vms }));
  vms = [
    {
      name: 'vm1',
      get held(): never {
        throw new Error('it is not open');
      },
    } as unknown as Vm,
  ];
  await collector.stop();
  await collector.write(directory.path);
  assert.equal((await groups().parse(directory.path)).tables[1]?.rows[0]?.name, 'vm1');
});

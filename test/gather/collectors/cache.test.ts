import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perfArguments } from '../../../lib/gather/collectors/cache/arguments.ts';
import { cache } from '../../../lib/gather/collectors/cache/cache.ts';
import { memoryHost } from '../../../lib/host/memory.ts';
import type { Vm } from '../../../lib/lab/vm/vm.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { fakeContext } from '../support/fake-collector.ts';
import { printing } from '../support/printing.ts';

const EVENTS = ['LLC-loads', 'LLC-load-misses', 'cache-references', 'cache-misses'];

const probe = (count: string) => EVENTS.map((event) => `${count},,${event},100,100.00,,\n`).join('');

/** A machine whose CPU counts, or does not, with groups of v2. */
const machine = (count: string) =>
  memoryHost(
    {
      '/proc/self/mountinfo': '31 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw',
      '/proc/self/cgroup': '0::/',
    },
    { run: () => ({ stderr: probe(count) }) },
  );

const grouped = (name: string): Vm =>
  ({
    name,
    held: {
      domain: {
        counters: async () => ({ cpu: { file: `/sys/fs/cgroup/vmlab/${name}/cpu.stat` } }),
        info: async () => ({}),
      },
    },
  }) as unknown as Vm;

const alone = (name: string): Vm =>
  ({
    name,
    held: { domain: { counters: async () => ({}), info: async () => ({}), processes: async () => [41, 42] } },
  }) as unknown as Vm;

const context = (count: string, change: object = {}) =>
  fakeContext({
    host: machine(count),
    interval: 0.5,
    vms: async () => [grouped('vm1'), grouped('vm2'), alone('vm3')],
    ...change,
  });

/** Two intervals of what perf prints, of two CPUs where it tells them apart. */
const COUNTS: Readonly<Record<string, readonly number[]>> = {
  vm1: [100, 10, 50, 5],
  vm2: [200, 30, 60, 7],
  host: [900, 90, 400, 40],
};

function printed(argv: readonly string[]): string {
  const who = argv.includes('--for-each-cgroup') ? ['vm1', 'vm2'] : [argv.includes('-p') ? 'vm1' : 'host'];
  const cpus = argv.includes('-A') ? ['CPU0,', 'CPU1,'] : [''];
  return ['0.500000000', '1.000000000']
    .flatMap((time) =>
      who.flatMap((name) =>
        EVENTS.flatMap((event, index) =>
          cpus.map((cpu) => {
            const cgroup = argv.includes('--for-each-cgroup') ? `vmlab/${name},` : '';
            return `     ${time},${cpu}${COUNTS[name]?.[index]},,${event},${cgroup}500,100.00,,\n`;
          }),
        ),
      ),
    )
    .join('');
}

test('references, misses and hits are kept apart, and summed by domain over all intervals', async () => {
  await using directory = await temporaryDirectory();
  const started: (readonly string[])[] = [];
  const collector = cache(printing(printed, { started }));
  await collector.start(context('5'));
  await collector.stop();
  await collector.write(directory.path);
  const { tables, missing } = await cache().parse(directory.path);
  assert.equal(started.length, 3);
  assert.deepEqual(missing, []);
  assert.deepEqual(tables.length, 1);
  assert.deepEqual(tables[0]?.rows, [
    { name: 'node1', values: row(2, COUNTS.host as number[]) },
    { name: 'vm1', values: row(2, COUNTS.vm1 as number[]) },
    { name: 'vm2', values: row(2, COUNTS.vm2 as number[]) },
    { name: 'vm3', values: row(2, COUNTS.vm1 as number[]) },
  ]);
});

const row = (times: number, [loads = 0, loadMisses = 0, references = 0, misses = 0]: readonly number[]) => ({
  llcReferences: times * loads,
  llcMisses: times * loadMisses,
  llcHits: times * (loads - loadMisses),
  cacheReferences: times * references,
  cacheMisses: times * misses,
  cacheHits: times * (references - misses),
});

test('by CPU on request, beside the sums', async () => {
  await using directory = await temporaryDirectory();
  const collector = cache(printing(printed));
  await collector.start(context('5', { sumCache: false }));
  await collector.stop();
  await collector.write(directory.path);
  const [sums, byCpu] = (await cache().parse(directory.path)).tables;
  assert.deepEqual(sums?.rows.find(({ name }) => name === 'vm2')?.values, row(4, COUNTS.vm2 as number[]));
  assert.deepEqual(byCpu?.rows.find(({ name }) => name === 'vm2 CPU1')?.values, row(2, COUNTS.vm2 as number[]));
  assert.equal(byCpu?.section, 'cache by CPU');
});

test('where perf has a hierarchy of groups that is mounted nowhere, processes are counted, and who has none is named', async () => {
  await using directory = await temporaryDirectory();
  const started: (readonly string[])[] = [];
  const host = machine('5');
  await host.writeFile('/proc/self/cgroup', '10:perf_event:/\n0::/\n');
  const collector = cache(printing(printed, { started }));
  await collector.start(context('5', { host }));
  await collector.stop();
  await collector.write(directory.path);
  const { tables, missing } = await cache().parse(directory.path);
  assert.deepEqual(
    tables[0]?.rows.map(({ name }) => name),
    ['node1', 'vm3'],
  );
  assert.match(missing?.join() ?? '', /^cache of vm1, vm2: perf cannot tell/);
});

test('a CPU without counters has a section that says so, and nothing is started', async () => {
  await using directory = await temporaryDirectory();
  const started: (readonly string[])[] = [];
  const collector = cache(printing(printed, { started }));
  await collector.start(context('<not supported>'));
  await collector.stop();
  await collector.write(directory.path);
  const { tables } = await cache().parse(directory.path);
  assert.deepEqual(started, []);
  assert.match(tables[0]?.unsupported ?? '', /^not supported by this CPU: /);
  assert.deepEqual(tables[0]?.rows, []);
});

test('where perf fails, its words are the reason', async () => {
  await using directory = await temporaryDirectory();
  const host = memoryHost({}, { run: () => ({ stderr: 'No permission to enable LLC-loads event.\n', exitCode: 255 }) });
  const collector = cache(printing(printed));
  await collector.start(fakeContext({ host }));
  await collector.stop();
  await collector.write(directory.path);
  assert.match((await cache().parse(directory.path)).tables[0]?.unsupported ?? '', /No permission to enable/);
});

test('a perf that died is an error with its words', async () => {
  const collector = cache(printing(printed, { dies: 'out of counters' }));
  await collector.start(context('5'));
  await assert.rejects(async () => collector.stop(), /perf: .*out of counters/);
});

test('perf is told the groups or processes, and ends with the program that it was given', () => {
  const options = { interval: 0.5, byCpu: true };
  const groups = perfArguments({ kind: 'groups', vms: { 'vmlab/a': 'a', 'vmlab/b': 'b' } }, options);
  assert.deepEqual(groups.slice(groups.indexOf('-a')), [
    '-a',
    '--for-each-cgroup',
    'vmlab/a,vmlab/b',
    '-A',
    '--',
    'cat',
  ]);
  const processes = perfArguments({ kind: 'processes', name: 'c', pids: [7, 8] }, options);
  assert.deepEqual(processes.slice(processes.indexOf('-p')), ['-p', '7,8', '--', 'cat']);
  assert.equal(processes[processes.indexOf('-I') + 1], '500');
});

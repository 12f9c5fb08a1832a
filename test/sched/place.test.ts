import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RunError } from '../../lib/core/errors.ts';
import { type Amounts, type Columns, SCHEDULED } from '../../lib/sched/columns.ts';
import { onOff } from '../../lib/sched/load/on-off.ts';
import { pack } from '../../lib/sched/place/pack.ts';
import { place } from '../../lib/sched/place/place.ts';
import { PLACEMENTS } from '../../lib/sched/place/placement.ts';
import { maxMin } from '../../lib/sched/policy/max-min.ts';
import { last } from '../../lib/sched/predictor/last.ts';
import { simulate } from '../../lib/sched/simulate/simulate.ts';
import { createTrace } from '../../lib/trace/trace.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const host = (cpu: number, memory: number): Amounts => ({
  cpu,
  memory,
  read: Number.POSITIVE_INFINITY,
  write: Number.POSITIVE_INFINITY,
});
const vms = (...pairs: [number, number][]): Columns => ({
  cpu: of(...pairs.map(([cpu]) => cpu)),
  memory: of(...pairs.map(([, memory]) => memory)),
  read: new Float64Array(pairs.length),
  write: new Float64Array(pairs.length),
});

test('first, best and worst fit choose by all resources', () => {
  const hosts = [host(10, 10), host(4, 10), host(5, 10)];
  const needs = vms([4, 1], [4, 9], [8, 1]);
  const onHost = (name: keyof typeof PLACEMENTS) => pack(needs, hosts, PLACEMENTS[name]);
  assert.deepEqual(onHost('first-fit'), { onHost: [[0, 1], [], []], unplaced: [2] });
  assert.deepEqual(onHost('best-fit'), { onHost: [[2], [0], [1]], unplaced: [] });
  assert.deepEqual(onHost('worst-fit'), { onHost: [[0], [], [1]], unplaced: [2] });
});

test('no host is promised more than it has, and each VM is on one host or told as unplaced', () => {
  const size = fc.integer({ min: 0, max: 10 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(size, size)),
      fc.array(fc.tuple(size, size), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(...(Object.keys(PLACEMENTS) as (keyof typeof PLACEMENTS)[])),
      (pairs, sizes, name) => {
        const needs = vms(...pairs);
        const hosts = sizes.map(([cpu, memory]) => host(cpu, memory));
        const { onHost, unplaced } = pack(needs, hosts, PLACEMENTS[name]);
        assert.deepEqual(
          [...onHost.flat(), ...unplaced].sort((a, b) => a - b),
          [...pairs.keys()],
        );
        onHost.forEach((placed, number) => {
          for (const resource of SCHEDULED)
            assert.ok(placed.reduce((sum, vm) => sum + needs[resource][vm], 0) <= hosts[number][resource]);
        });
        for (const vm of unplaced) {
          const free = hosts.map(({ cpu, memory }, number) => {
            const taken = onHost[number].filter((placed) => placed < vm);
            const sum = (column: Float64Array) => taken.reduce((total, placed) => total + column[placed], 0);
            return needs.cpu[vm] <= cpu - sum(needs.cpu) && needs.memory[vm] <= memory - sum(needs.memory);
          });
          assert.ok(!free.includes(true));
        }
      },
    ),
  );
});

const load = onOff({ vms: 12, steps: 40, on: 5, off: 5, peak: { cpu: 2, memory: '1GiB' } });
const spec = {
  input: load,
  hosts: { count: 3, cpu: 4, memory: '8GiB' },
  templates: Array.from({ length: 12 }, () => ({ cpu: 1, vcpus: 2 })),
  predictor: 'last',
  policy: 'maxMin',
} as const;

test('each host is simulated with the VMs on it, whose loads are what they are elsewhere', async () => {
  const placed = place('first-fit', spec);
  const plan = placed.plan();
  assert.deepEqual(
    plan.hosts.map(({ vms: names }) => names.length),
    [4, 4, 4],
  );
  const { hosts, all } = await placed.run({ workers: 2 });
  const second = simulate(
    { ...load, only: [4, 5, 6, 7] },
    {
      predictor: last(),
      policy: maxMin(),
      capacity: { cpu: 4, memory: '8GiB' },
      templates: Array.from({ length: 4 }, () => ({ cpu: 1, memory: '1GiB', read: 0, write: 0, vcpus: 2 })),
      keep: 'summary',
    },
  );
  assert.deepEqual(hosts[1]?.names, ['onOff-5', 'onOff-6', 'onOff-7', 'onOff-8']);
  assert.equal(JSON.stringify(hosts[1]), JSON.stringify(second));
  const mean = hosts.reduce((sum, one) => sum + (one?.utilisation.cpu ?? Number.NaN), 0) / 3;
  assert.ok(Math.abs(all.utilisation.cpu - mean) < 1e-12);
});

test('hosts are scheduled by a policy itself as by its name', async () => {
  const named = await place('first-fit', spec).run({ workers: 1 });
  const itself = await place('first-fit', { ...spec, predictor: last(), policy: maxMin() }).run({ workers: 1 });
  assert.equal(JSON.stringify(itself), JSON.stringify(named));
});

test('traces are packed by their peaks, what does not fit is told and not simulated, and empty hosts are left out', async () => {
  const traces = [3, 1, 9].map((peak, number) =>
    createTrace(`vm${number}`, { interval: of(1, 2), cpu: of(0, peak), read: of(10, 10) }),
  );
  const placed = place('worst-fit', { ...spec, templates: undefined, input: traces, hosts: { count: 4, cpu: 4 } });
  const { plan, hosts, ...result } = await placed.run({ workers: 1 });
  assert.deepEqual(plan.unplaced, ['vm2']);
  assert.deepEqual(
    plan.hosts.map(({ vms: names }) => names),
    [['vm0'], ['vm1'], [], []],
  );
  assert.deepEqual(
    hosts.map((one) => one?.names),
    [['vm0'], ['vm1'], undefined, undefined],
  );
  assert.doesNotMatch(String(result), /memory|disk/, 'what no host schedules is in no table');
  assert.match(String(result), /2 VMs on 2 of 4 hosts.*1 VMs found no room: vm2\..*All hosts together/s);
});

test('a placement of one’s own is a function; an answer that is no host is an error', () => {
  const spread = place(({ free }) => free.cpu.indexOf(Math.max(...free.cpu)), spec);
  assert.deepEqual(
    spread.plan().hosts.map(({ vms: names }) => names.slice(0, 2)),
    [
      ['onOff-1', 'onOff-4'],
      ['onOff-2', 'onOff-5'],
      ['onOff-3', 'onOff-6'],
    ],
  );
  assert.throws(
    () => place(() => 3, spec).plan(),
    (error) => error instanceof RunError && error.code === 'PLACEMENT',
  );
});

test('a host that fails is named', async () => {
  const failing = { module: new URL('./mine.ts', import.meta.url), export: 'failing' };
  await assert.rejects(
    place('first-fit', { ...spec, policy: failing }).run(),
    /host-\d: in period 0, failing failed: no idea/,
  );
});

test('what has no sense is refused before anything is simulated', async () => {
  const input = [createTrace('a', { interval: of(1), cpu: of(1) })];
  const good = { ...spec, templates: undefined, input, hosts: { count: 2, cpu: 2 } };
  const cases: [() => unknown, RegExp][] = [
    [() => place('bestfit' as never, good), /one of first-fit, best-fit, worst-fit/],
    [() => place('best-fit', undefined as never), /hosts such as/],
    [() => place('best-fit', { ...good, hosts: { count: 2, cpus: 2 } as never }), /got 'cpus'/],
    [() => place('best-fit', { ...good, hosts: [{ name: 'h' }, { name: 'h' }] }), /a name of its own for each host/],
    [() => place('best-fit', { ...good, input: [...input, ...input] }).plan(), /a name of its own for each VM/],
    [() => place('best-fit', { ...good, templates: { b: { cpu: 1 } } }).plan(), /templates of the VMs there are/],
    [() => place('best-fit', { ...good, templates: [] }).plan(), /a template for each of 1 VMs/],
  ];
  for (const [run, message] of cases) assert.throws(run, { code: 'BAD_INPUT', message });
  await assert.rejects(place('best-fit', good).run({ workers: 0 }), { code: 'BAD_INPUT' });
});

test('time in which a VM was not there is no time under its template', async () => {
  const input = [
    createTrace('a', { interval: of(1, 1, 1, 1), cpu: of(2, 2, Number.NaN, Number.NaN) }),
    createTrace('b', { interval: of(1, 1, 1, 1), cpu: of(2, 2, 2, 2) }),
  ];
  const templates = [{ cpu: 1.5 }, { cpu: 0.5 }];
  const placed = { ...spec, input, templates, hosts: [{ cpu: 2 }], policy: 'equal' } as const;
  const { all, hosts } = await place('first-fit', placed).run({ workers: 1 });
  // a got 1 core of its 1.5 in the two seconds that it was there, of six that VMs were.
  assert.equal(all.underTemplate.cpu, 2 / 6);
  assert.equal(all.underTemplate.cpu, hosts[0]?.underTemplate.cpu);
});

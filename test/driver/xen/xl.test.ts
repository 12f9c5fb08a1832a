/** What real tools of Xen 4.17 printed, of domains whose configuration is written in test/xen. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { HostError } from '../../../lib/core/errors.ts';
import { joined } from '../../../lib/driver/xen/domains.ts';
import { parseXlCreateDry } from '../../../lib/driver/xen/xl/create-dry.ts';
import { parseXlInfo } from '../../../lib/driver/xen/xl/info.ts';
import { parseXlList } from '../../../lib/driver/xen/xl/list.ts';
import { parseXlListLong } from '../../../lib/driver/xen/xl/list-long.ts';
import { parseXlVcpuList } from '../../../lib/driver/xen/xl/vcpu-list.ts';

const recorded = (file: string): string => readFileSync(new URL(`../../fixtures/xen/${file}`, import.meta.url), 'utf8');
const MIB = 2 ** 20;
const LONG = 'storefront-of-the-northern-branch';

test('a list has ids over 32, and names that are longer than ten letters', () => {
  const found = parseXlList(recorded('xl-list.txt')).map(({ id, name, memory, vcpus }) => ({
    id,
    name,
    memory,
    vcpus,
  }));
  assert.deepEqual(found, [
    { id: 0, name: 'Domain-0', memory: 1024 * MIB, vcpus: 2 },
    { id: 34, name: 'archive', memory: 128 * MIB, vcpus: 1 },
    { id: 35, name: LONG, memory: 128 * MIB, vcpus: 2 },
  ]);
});

test('states are told in words, of what was shut down, crashed, and runs', () => {
  const states = new Map(parseXlList(recorded('xl-list-states.txt')).map(({ name, state }) => [name, state]));
  assert.equal(states.get('halted'), 'shutoff');
  assert.equal(states.get('crashed'), 'crashed');
  assert.equal(states.get('passing-by'), 'running');
});

test('a domain that goes has no name, no memory, and a state of its own', () => {
  const going = parseXlList(recorded('xl-list-going.txt')).filter(({ id }) => id === 35);
  assert.deepEqual(
    going.map(({ name, state, memory }) => ({ name, state, memory })),
    [
      { name: LONG, state: 'running', memory: 128 * MIB },
      { name: undefined, state: 'shutdown', memory: 0 },
    ],
  );
  assert.ok(parseXlList(recorded('xl-list-after.txt')).every(({ id }) => id !== 35));
});

test('each letter of a state has its meaning, whatever stands beside it', () => {
  const line = (letters: string) => `vm${' '.repeat(38)}     1   128     1     ${letters}       1.5`;
  const cases = [
    ['r-----', 'running'],
    ['-b----', 'running'],
    ['------', 'running'],
    ['--p---', 'paused'],
    ['---s--', 'shutoff'],
    ['---sc-', 'crashed'],
    ['--p--d', 'shutdown'],
    ['--psc-', 'crashed'],
  ] as const;
  for (const [letters, state] of cases) assert.equal(parseXlList(line(letters))[0]?.state, state, letters);
});

test('any name and numbers come back from a line as xl prints it', () => {
  const name = fc.stringMatching(/^[\w.+-]([\w.+ -]{0,60}[\w.+-])?$/);
  const number = fc.nat({ max: 99_999_999 });
  fc.assert(
    fc.property(name, number, number, fc.nat({ max: 512 }), (text, id, memory, vcpus) => {
      const cells = [id, memory, vcpus].map((value) => String(value).padStart(5)).join(' ');
      const [domain] = parseXlList(`${text.padEnd(40)} ${cells}     r-----  ${'12.3'.padStart(8)}`);
      assert.deepEqual(domain, {
        ...{ id, name: text, memory: memory * MIB, vcpus, cpuSeconds: 12.3, state: 'running' },
      });
    }),
  );
});

test('the long list has what was configured and what was set since', () => {
  const [host, archive, storefront, ...more] = parseXlListLong(recorded('xl-list-long.json'));
  assert.deepEqual(more, []);
  assert.deepEqual([host?.id, host?.name, host?.uuid, host?.vcpus], [0, 'Domain-0', undefined, undefined]);
  assert.deepEqual(archive?.schedule, { scheduler: 'credit2', weight: 256, cap: 30 });
  assert.deepEqual(archive?.disks, [{ target: 'xvda', source: '/var/lib/xen/archive.img' }]);
  assert.deepEqual(storefront?.schedule, { scheduler: 'credit2', weight: 512, cap: 50 });
  assert.equal(storefront?.id, 35);
  assert.equal(storefront?.maximumMemory, 160 * MIB);
  assert.equal(storefront?.targetMemory, 128 * MIB);
  assert.deepEqual(
    storefront?.interfaces.map(({ device, bridge }) => ({ device, bridge })),
    [0, 1].map((device) => ({ device, bridge: 'xenbr0' })),
  );
});

test('a configuration that is only tried has no id, and all else', () => {
  const configuration = parseXlCreateDry(recorded('xl-create-dry.json'));
  assert.equal(configuration.name, 'passing-by');
  assert.equal(configuration.vcpus, 1);
  assert.equal(configuration.targetMemory, 96 * MIB);
  assert.equal(configuration.schedule, undefined);
});

test('what is no JSON is an error that shows it', () => {
  assert.throws(
    () => parseXlListLong('libxl: error'),
    (error) => {
      assert.ok(error instanceof HostError);
      assert.match(error.message, /xl list -l .*printed no JSON: libxl: error/);
      return true;
    },
  );
});

test('parts that a long list leaves out are not recorded, and no error', () => {
  const [domain] = parseXlListLong('[{"domid": 7}]');
  assert.deepEqual([domain?.name, domain?.disks, domain?.interfaces], ['', [], []]);
  assert.ok(Number.isNaN(domain?.maximumMemory));
});

test('of the hypervisor its version, CPUs and memory are told', () => {
  const text = recorded('xl-info.txt');
  const cell = (name: string) =>
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(': ')[1];
  const info = parseXlInfo(text);
  assert.equal(info.version, cell('xen_version'));
  assert.equal(info.cpus, Number(cell('nr_cpus')));
  assert.equal(info.memory, Number(cell('total_memory')) * MIB);
});

test('a vCPU is told with its domain, also where the name fills its column', () => {
  const found = parseXlVcpuList(recorded('xl-vcpu-list.txt')).map(({ name, id, vcpu }) => `${name} ${id} ${vcpu}`);
  assert.deepEqual(found, ['Domain-0 0 0', 'Domain-0 0 1', 'archive 34 0', `${LONG} 35 0`, `${LONG} 35 1`]);
  const [pinned] = parseXlVcpuList('web                                  7     0    -   --p       0.0  0-1,3 / all\n');
  assert.equal(pinned?.affinity, '0-1,3');
});

test('a domain that goes between the two lists keeps its row, one without a name has none', () => {
  const table = parseXlList(recorded('xl-list-going.txt'));
  const [, first] = joined(table, []);
  assert.equal(first?.name, LONG);
  assert.equal(first?.configuration, undefined);
  assert.ok(joined(table, []).every(({ name }) => name !== '(null)'));
  const long = parseXlListLong(recorded('xl-list-states-long.json'));
  assert.equal(joined(table, long).find(({ name }) => name === 'halted')?.configuration?.name, 'halted');
});

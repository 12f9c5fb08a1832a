import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import type { DiskCounters } from '../../../lib/gather/parsers/kernel/diskstats.ts';
import { parsers } from '../../../lib/gather/parsers/parsers.ts';
import { ours, shared, xenOutputs } from './support/outputs.ts';

const recorded = (name: RegExp): string => ours('kernel', name)[0]?.text ?? '';

/** The fields of Documentation/admin-guide/iostats.rst in its order, and how many of each make one of ours. */
const DISK_FIELDS: readonly (readonly [field: keyof DiskCounters, perUnit: number])[] = [
  ...([
    ['major', 1],
    ['minor', 1],
    ['name', 0],
  ] as const),
  ...([
    ['reads', 1],
    ['readsMerged', 1],
    ['readSectors', 1],
    ['readSeconds', 1000],
  ] as const),
  ...([
    ['writes', 1],
    ['writesMerged', 1],
    ['writeSectors', 1],
    ['writeSeconds', 1000],
  ] as const),
  ...([
    ['inFlight', 1],
    ['busySeconds', 1000],
    ['waitSeconds', 1000],
  ] as const),
  ...([
    ['discards', 1],
    ['discardsMerged', 1],
    ['discardSectors', 1],
    ['discardSeconds', 1000],
  ] as const),
  ...([
    ['flushes', 1],
    ['flushSeconds', 1000],
  ] as const),
];

test('every number of /proc/diskstats is in its record', (t) => {
  const outputs = [...ours('kernel', /diskstats/), ...xenOutputs(/diskstats/, t)];
  assert.ok(outputs.length >= 2);
  for (const { name, text } of outputs) {
    const lines = text.split('\n').filter((line) => line.startsWith(' ')); // some begin with /proc/uptime
    const { disks } = parsers.diskstats(`${lines.join('\n')}\n`);
    const printed = disks.map((disk) =>
      DISK_FIELDS.map(([field, unit]) => (unit === 0 ? disk[field] : Math.round((disk[field] as number) * unit))).join(
        ' ',
      ),
    );
    assert.deepEqual(
      printed,
      lines.map((line) => line.trim().replaceAll(/ +/g, ' ')),
      name,
    );
  }
});

test('what an older kernel does not count is not recorded', () => {
  const line = '   8       0 sda 1 2 3 4 5 6 7 8 9 10 11\n';
  const [disk] = parsers.diskstats(line).disks;
  assert.deepEqual([disk?.waitSeconds, disk?.discards, disk?.flushSeconds], [0.011, Number.NaN, Number.NaN]);
  assert.throws(() => parsers.diskstats(line.replace(' 11', '')), InputError);
  assert.throws(() => parsers.diskstats(line.replace('5', '-5')), InputError);
});

test('every number of /proc/stat is in its record: steal is the eighth', (t) => {
  for (const text of [recorded(/^stat/), shared('xen/fixtures/boot2/proc-stat.txt', t) ?? '']) {
    if (text === '') continue;
    const output = parsers.stat(text);
    const rows = text.split('\n').filter((line) => line.startsWith('cpu'));
    const ticks = [output.total, ...output.cpus].map((times, at) => [
      at === 0 ? 'cpu' : `cpu${output.cpus[at - 1]?.index}`,
      ...[times.userSeconds, times.niceSeconds, times.systemSeconds, times.idleSeconds, times.iowaitSeconds],
      ...[times.irqSeconds, times.softirqSeconds, times.stealSeconds, times.guestSeconds, times.guestNiceSeconds],
    ]);
    const asTicks = ticks.map(([name, ...seconds]) =>
      [name, ...seconds.map((each) => Math.round(Number(each) * 100))].join(' '),
    );
    assert.deepEqual(
      asTicks,
      rows.map((row) => row.replace('  ', ' ')),
    );
    const { contextSwitches, bootTime, forks, runningCount, blockedCount } = output;
    const one = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
    assert.deepEqual([contextSwitches, bootTime, forks], ['ctxt', 'btime', 'processes'].map(one));
    assert.deepEqual([runningCount, blockedCount], ['procs_running', 'procs_blocked'].map(one));
  }
  assert.throws(() => parsers.stat('intr 5\n'), InputError);
});

test('pressure is in shares and seconds, and what a file has no line for is not recorded', () => {
  for (const { text } of ours('kernel', /pressure/)) {
    const output = parsers.pressure(text);
    const told = [output.some, output.full].flatMap(({ avg10, avg60, avg300, total }) => [
      ...[avg10, avg60, avg300].map((share) => (share * 100).toFixed(2)),
      String(Math.round(total * 1e6)),
    ]);
    assert.deepEqual(told, text.match(/[\d.]+(?=\s)/g));
  }
  const irq = parsers.pressure('full avg10=1.50 avg60=0.00 avg300=0.00 total=2500000\n');
  assert.deepEqual([irq.full.avg10, irq.full.total, irq.some.avg10], [0.015, 2.5, Number.NaN]);
  for (const bad of ['', 'some avg10=1.50\n', 'cat: /proc/pressure/cpu: Operation not supported\n'])
    assert.throws(() => parsers.pressure(bad), InputError);
});

test('a thread ran, and waited for a CPU, in ns', () => {
  const text = recorded(/^schedstat/);
  const { cpuSeconds, waitSeconds, timeslices } = parsers.schedstat(text);
  const told = [cpuSeconds * 1e9, waitSeconds * 1e9, timeslices].map(Math.round);
  assert.deepEqual(told, text.trim().split(' ').map(Number));
  for (const bad of ['', '1 2\n', '1 2 3\n4 5 6\n', 'se.sum_exec_runtime : 12.5\n'])
    assert.throws(() => parsers.schedstat(bad), InputError);
});

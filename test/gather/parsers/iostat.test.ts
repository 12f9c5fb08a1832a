import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import type { IostatDevice, IostatOutput } from '../../../lib/gather/parsers/iostat/output.ts';
import { parsers } from '../../../lib/gather/parsers/parsers.ts';
import { cellsUnder } from './support/columns.ts';
import { ours, xenOutputs } from './support/outputs.ts';

/** What iostat(1) says that a column is, apart from the parser's own table. */
const MEANING: Readonly<Record<string, readonly [field: keyof IostatDevice, unit: number]>> = {
  tps: ['transfersPerSecond', 1],
  'kB/s': ['bytesPerSecond', 1024],
  'kB_read/s': ['readBytesPerSecond', 1024],
  'kB_wrtn/s': ['writeBytesPerSecond', 1024],
  'kB_dscd/s': ['discardBytesPerSecond', 1024],
  kB_read: ['readBytes', 1024],
  kB_wrtn: ['writeBytes', 1024],
  kB_dscd: ['discardBytes', 1024],
  'MB_read/s': ['readBytesPerSecond', 1024 ** 2],
  'MB_wrtn/s': ['writeBytesPerSecond', 1024 ** 2],
  'MB_dscd/s': ['discardBytesPerSecond', 1024 ** 2],
  MB_read: ['readBytes', 1024 ** 2],
  MB_wrtn: ['writeBytes', 1024 ** 2],
  MB_dscd: ['discardBytes', 1024 ** 2],
  'r/s': ['readsPerSecond', 1],
  'w/s': ['writesPerSecond', 1],
  'd/s': ['discardsPerSecond', 1],
  'f/s': ['flushesPerSecond', 1],
  'rkB/s': ['readBytesPerSecond', 1024],
  'wkB/s': ['writeBytesPerSecond', 1024],
  'dkB/s': ['discardBytesPerSecond', 1024],
  'rMB/s': ['readBytesPerSecond', 1024 ** 2],
  'wMB/s': ['writeBytesPerSecond', 1024 ** 2],
  'dMB/s': ['discardBytesPerSecond', 1024 ** 2],
  'rqm/s': ['mergedPerSecond', 1],
  'rrqm/s': ['readsMergedPerSecond', 1],
  'wrqm/s': ['writesMergedPerSecond', 1],
  'drqm/s': ['discardsMergedPerSecond', 1],
  '%rrqm': ['readsMergedShare', 0.01],
  '%wrqm': ['writesMergedShare', 0.01],
  '%drqm': ['discardsMergedShare', 0.01],
  await: ['waitSeconds', 0.001],
  r_await: ['readWaitSeconds', 0.001],
  w_await: ['writeWaitSeconds', 0.001],
  d_await: ['discardWaitSeconds', 0.001],
  f_await: ['flushWaitSeconds', 0.001],
  'areq-sz': ['requestBytes', 1024],
  'rareq-sz': ['readRequestBytes', 1024],
  'wareq-sz': ['writeRequestBytes', 1024],
  'dareq-sz': ['discardRequestBytes', 1024],
  'aqu-sz': ['queueLength', 1],
  '%util': ['utilization', 0.01],
};

const assertClose = (actual: number, expected: number, place: string): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.abs(expected), `${place}: ${actual} is not ${expected}`);

/** Compares every cell below a head, and that what has no column is not recorded. @returns how many */
function compareDevices(name: string, text: string, { samples }: IostatOutput): number {
  const devices = samples.flatMap((sample) => sample.devices);
  let [head, row, compared] = ['', 0, 0];
  for (const line of text.split('\n')) {
    if (line === '' || /^(Linux|avg-cpu)|^\d/.test(line) || /^ {6}/.test(line)) continue;
    if (line.startsWith('Device')) {
      head = line;
      continue;
    }
    const device = devices[row++];
    const cells = [...cellsUnder(head, line)].slice(1);
    const told = new Set<string>(['name', 'isGroup']);
    assert.equal(device?.name, line.trim().split(/\s/)[0], name);
    for (const [column, cell] of cells) {
      const [field, unit] = MEANING[column] ?? assert.fail(`${name}: what is ${column}?`);
      assertClose(device?.[field] as number, Number(cell) * unit, `${name}, ${column}`);
      told.add(field);
      compared++;
    }
    for (const [field, value] of Object.entries(device ?? {}))
      if (!told.has(field)) assert.ok(Number.isNaN(value), `${name}: ${field} was not told`);
  }
  assert.equal(devices.length, row, name);
  return compared;
}

test('every number of every recording is the one in the column of its head', (t) => {
  const outputs = [...ours('iostat', /^[^h].*\.txt$/), ...xenOutputs(/^iostat(?!-json).*\.txt$/, t)];
  assert.ok(outputs.length >= 10);
  let compared = 0;
  for (const { name, text } of outputs) {
    const output = parsers.iostat(text);
    compared += compareDevices(name, text, output);
    const shares = [...text.matchAll(/%idle\n +(.*)/g)].flatMap(([, row]) => row?.trim().split(/ +/).map(Number) ?? []);
    const found = output.samples.flatMap(({ cpu }) => Object.values(cpu)).filter((share) => !Number.isNaN(share));
    assert.equal(found.length, shares.length, name);
    for (const [at, share] of shares.entries()) assertClose(found[at] as number, share / 100, `${name}, CPU`);
    assert.deepEqual([output.truncated, output.notes], [false, []], name);
    compared += shares.length;
  }
  t.diagnostic(`${compared} numbers of ${outputs.length} recordings compared`);
});

test('JSON tells the same, by the same names', (t) => {
  for (const { name, text } of [...ours('iostat', /json/), ...xenOutputs(/^iostat.*json/, t)]) {
    const { statistics, ...host } = JSON.parse(text).sysstat.hosts[0];
    const output = parsers.iostat(text);
    assert.deepEqual(output.host, { hostname: host.nodename, kernel: host.release, cpus: host['number-of-cpus'] });
    for (const [at, report] of statistics.entries()) {
      const sample = output.samples[at];
      for (const [key, value] of Object.entries(report['avg-cpu']))
        assertClose(sample?.cpu[key as 'user'] as number, (value as number) / 100, `${name}, ${key}`);
      for (const [row, { disk_device, ...cells }] of report.disk.entries()) {
        assert.equal(sample?.devices[row]?.name, disk_device);
        for (const [key, value] of Object.entries(cells)) {
          const [field, unit] = MEANING[key] ?? MEANING[`%${key}`] ?? assert.fail(`what is ${key}?`);
          assertClose(sample?.devices[row]?.[field] as number, (value as number) * unit, `${name}, ${key}`);
        }
      }
    }
  }
});

const REPORTS = ['basic', 'dkx', 'dz', 'c', 'xmt', 'dkt-iso', 'dg'];

test('a report begins with its time, its CPU or its disks, whichever is there', () => {
  const told = REPORTS.map((name) => {
    const { samples } = parsers.iostat(ours('iostat', new RegExp(`^${name}\\.txt$`))[0]?.text ?? '');
    return samples.map(({ time, cpu, devices }) => [time, !Number.isNaN(cpu.idle), devices.length]);
  });
  assert.deepEqual(told, [
    [
      [undefined, true, 2],
      [undefined, true, 2],
    ],
    [
      [undefined, false, 2],
      [undefined, false, 2],
    ],
    [
      [undefined, false, 2],
      [undefined, false, 0],
    ],
    [[undefined, true, 0]],
    [
      ['11/21/26 23:58:13', true, 2],
      ['11/21/26 23:58:14', true, 2],
    ],
    [['2026-11-21T23:58:16+0000', false, 2]],
    [[undefined, false, 2]],
  ]);
});

test('a group of disks is marked: it is a sum of others', () => {
  const { samples } = parsers.iostat(ours('iostat', /^dg\.txt$/)[0]?.text ?? '');
  assert.deepEqual(
    samples[0]?.devices.map(({ name, isGroup }) => [name, isGroup]),
    [
      ['vda', false],
      ['grp', true],
    ],
  );
});

test('an iostat of 2015 is read by its head: sectors, a colon, and a service time', () => {
  const { samples } = parsers.iostat(
    'Linux 3.16.0 (old) \t11/21/15 \t_x86_64_\t(4 CPU)\n\nDevice:         rrqm/s   wrqm/s     r/s     w/s   rsec/s   wsec/s avgrq-sz avgqu-sz   await r_await w_await  svctm  %util\nsda               0.10     1.50    2.00    3.00    64.00   128.00    38.40     0.20    4.00    2.00    5.33   1.00   0.50\n',
  );
  const { readBytesPerSecond, writeBytesPerSecond, requestBytes, serviceSeconds, queueLength } =
    samples[0]?.devices[0] ?? {};
  assert.deepEqual([readBytesPerSecond, writeBytesPerSecond], [64 * 512, 128 * 512]);
  assert.deepEqual([requestBytes, serviceSeconds, queueLength], [38.4 * 512, 0.001, 0.2]);
});

test('a column that is not known is left out and noted', () => {
  const { samples, notes } = parsers.iostat('Device             tps  joules/s\nsda  1.00 2.00\n');
  assert.equal(samples[0]?.devices[0]?.transfersPerSecond, 1);
  assert.match(notes.join(), /joules\/s/);
});

test('what is cut off is left out and told, in tables and in JSON', () => {
  const [table = '', json = ''] = [/^dkx-busy/, /json/].map((name) => ours('iostat', name)[0]?.text);
  const cut = parsers.iostat(table.slice(0, table.lastIndexOf('vda') + 60));
  assert.deepEqual([cut.truncated, cut.samples.at(-1)?.devices.length], [true, 1]);
  const cutJson = parsers.iostat(json.slice(0, json.lastIndexOf('disk_device') + 30));
  assert.deepEqual([cutJson.truncated, cutJson.samples.map(({ devices }) => devices.length)], [true, [2, 1]]);
});

test("what is not iostat's is refused: decimal commas, units, other tools, no head", () => {
  const bad: [text: string, where: object][] = [
    ['', { line: 1 }],
    ['Périphérique tps\nsda 1.00\n', { line: 1 }],
    ['Device             tps\nsda    1,00\n', { line: 2, column: 'tps', received: '1,00' }],
    ['Device             tps\nsda    1.00 2.00 3.00 x\n', { line: 2, column: 'tps', received: 'x' }],
    ['Device             tps\n1.00\n', { line: 2 }],
    ['{"sysstat": {}}', { line: 1 }],
    ['{"sysstat": {"hosts": [{"statistics": [{"disk": [{"tps": 1}]}]}]}}', { column: 'disk_device' }],
    [ours('iostat', /^h\.txt/)[0]?.text ?? '', { line: 4, column: '%user', received: '48.1%' }],
  ];
  for (const [text, where] of bad)
    assert.throws(
      () => parsers.iostat(text),
      (error) => {
        assert.ok(error instanceof InputError);
        for (const [key, value] of Object.entries(where)) assert.equal(error[key as 'line'], value, text.slice(0, 60));
        return error.message.includes('LC_ALL=C iostat');
      },
    );
});

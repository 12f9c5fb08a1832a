import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { devicesOf } from '../../../lib/gather/collectors/machine/devices.ts';
import { filesFor } from '../../../lib/gather/collectors/machine/files-for.ts';
import { cardBytes, usedMemory } from '../../../lib/gather/collectors/machine/kernel-files.ts';
import { machine } from '../../../lib/gather/collectors/machine/machine.ts';
import { machineOutput } from '../../../lib/gather/collectors/machine/output.ts';
import { memoryHost } from '../../../lib/host/memory.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { fakeContext } from '../support/fake-collector.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/gather/kernel/${name}`, import.meta.url), 'utf8');

const near = (value: number | undefined, expected: number) =>
  assert.ok(Math.abs((value ?? Number.NaN) - expected) < 1e-6, `${value} is not ${expected}`);

/** A file in which some numbers of one line are more. */
const more = (text: string, line: RegExp, by: readonly number[]): string =>
  text.replace(line, (found) => {
    let field = 0;
    return found.replace(/(?<= )\d+/g, (number) => String(Number(number) + (by[field++] ?? 0)));
  });

test('CPU and steal time of the host are what /proc/stat grew by', () => {
  const before = fixture('stat.txt');
  const after = more(before, /^cpu .*$/m, [100, 10, 40, 999, 999, 3, 7, 25]);
  const samples = [
    { at: 0, texts: { '/proc/stat': before } },
    { at: 2, texts: { '/proc/stat': after } },
  ];
  const { tables } = machineOutput({ name: 'node1', disks: [], cards: [] }, samples);
  const values = (section: string) => tables.find((table) => table.section === section)?.rows[0]?.values;
  near(values('cpu')?.cpuSeconds, 1.6);
  near(values('cpu')?.meanCores, 0.8);
  near(values('schedule')?.stealSeconds, 0.25);
});

test('disks of the host are whole disks, in sectors of 512 bytes', async () => {
  const host = memoryHost({ '/sys/block/vda/size': '', '/sys/block/loop0/size': '', '/sys/block/dm-0/size': '' });
  const devices = await devicesOf(host, 'node1');
  assert.deepEqual(devices.disks, ['vda']);
  const disk = (sectors: readonly [number, number]) =>
    ['loop0', 'vda', 'vda1', 'dm-0']
      .map((name) => `7 0 ${name} 1 0 ${sectors[0]} 0 1 0 ${sectors[1]} 0 0 0 0`)
      .join('\n');
  const samples = [
    { at: 1, texts: { '/proc/diskstats': `${disk([8, 16])}\n` } },
    { at: 3, texts: { '/proc/diskstats': `${disk([10, 56])}\n` } },
  ];
  const row = machineOutput(devices, samples).tables[0]?.rows[0];
  assert.deepEqual(row?.values, {
    readBytes: 1024,
    writtenBytes: 40 * 512,
    readBytesPerSecond: 512,
    writtenBytesPerSecond: 20 * 512,
  });
});

test('only cards of the host are counted, and memory is what programs cannot have', () => {
  const text =
    'Inter-| Receive\n face |bytes\n    lo: 9 0 0 0 0 0 0 0 9 0 0 0 0 0 0 0\n  eth0:5 0 0 0 0 0 0 0 7 0 0 0 0 0 0 0\n';
  assert.deepEqual(cardBytes(text, ['eth0']), { received: 5, sent: 7 });
  assert.deepEqual(cardBytes(text, []), { received: Number.NaN, sent: Number.NaN });
  assert.equal(usedMemory('MemTotal:       10 kB\nMemFree: 1 kB\nMemAvailable:    4 kB\n'), 6144);
});

test('pressure of the host is of the time between its samples, whatever the averages say', () => {
  const psi = (some: number, full: number) =>
    `some avg10=9.00 avg60=9.00 avg300=9.00 total=${some}\nfull avg10=9.00 avg60=9.00 avg300=9.00 total=${full}\n`;
  const files = ['cpu', 'memory', 'io'].map((name) => `/proc/pressure/${name}`);
  const sample = (at: number, text: string) => ({ at, texts: Object.fromEntries(files.map((file) => [file, text])) });
  const samples = [sample(0, psi(1_000_000, 0)), sample(4, psi(2_000_000, 400_000))];
  const values = machineOutput({ name: 'node1', disks: [], cards: [] }, samples).tables[0]?.rows[0]?.values;
  near(values?.cpuSome, 0.25);
  near(values?.ioFull, 0.1);
});

test('a kernel without pressure has no files of it', async () => {
  const host = memoryHost({ '/proc/stat': 'cpu 1\n', '/proc/diskstats': '1\n' });
  assert.deepEqual(await filesFor(host, ['cpu', 'schedule', 'pressure', 'disk']), ['/proc/stat', '/proc/diskstats']);
});

test('what the host said is written raw, and read from the directory alone', async () => {
  await using directory = await temporaryDirectory();
  const host = memoryHost({ '/proc/stat': fixture('stat.txt'), '/sys/block/vda/size': '' });
  const collector = machine();
  await collector.start(fakeContext({ host, sections: ['cpu'] }));
  await host.writeFile('/proc/stat', more(fixture('stat.txt'), /^cpu .*$/m, [50]));
  await collector.stop();
  await collector.write(directory.path);
  const { tables } = await machine().parse(directory.path);
  assert.equal(tables[0]?.rows[0]?.name, 'node1');
  near(tables[0]?.rows[0]?.values.cpuSeconds, 0.5);
  assert.ok(collector.cost().bytes > 0);
});

test('a buffer that is full keeps the totals', async () => {
  await using directory = await temporaryDirectory();
  const host = memoryHost({ '/proc/stat': fixture('stat.txt') });
  const collector = machine();
  await collector.start(fakeContext({ host, sections: ['cpu'], limit: fixture('stat.txt').length + 100 }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await host.writeFile('/proc/stat', more(fixture('stat.txt'), /^cpu .*$/m, [50]));
  await collector.stop();
  await collector.write(directory.path);
  assert.ok(collector.cost().dropped > 0);
  near((await machine().parse(directory.path)).tables[0]?.rows[0]?.values.cpuSeconds, 0.5);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { parsers } from '../../../lib/gather/parsers/parsers.ts';
import type { PerfCount } from '../../../lib/gather/parsers/perf/output.ts';
import { ours } from './support/outputs.ts';

const countsOf = (text: string): readonly PerfCount[] => parsers.perfStat(text).samples.flatMap(({ counts }) => counts);

/** As perf printed it: a number, or why there is none. */
const cellOf = ({ value, status }: PerfCount): string | number => (status === 'counted' ? value : `<${status}>`);
const asCell = (text: string): string | number => (text.startsWith('<') ? text : Number(text));

/** Which of perf's cells stand before the count depends on its flags, which are in the recordings' names. */
const isBy = (name: string, what: string): boolean => name.includes(what);

test('every cell of every CSV is in its record', (t) => {
  let compared = 0;
  for (const { name, text } of ours('perf-stat', /\.csv$/)) {
    const samples = parsers.perfStat(text).samples;
    const found = samples.flatMap(({ seconds, counts }) => counts.map((count) => ({ seconds, ...count })));
    const lines = text.trimEnd().split('\n');
    assert.equal(found.length, lines.length, name);
    for (const [at, line] of lines.entries()) {
      const cells = line.trim().split(',');
      const count = found[at];
      assert.ok(count);
      if (isBy(name, 'intervals')) assert.equal(count.seconds, Number(cells.shift()), name);
      assert.equal(
        count.of,
        isBy(name, 'by-cpu') || isBy(name, 'and-cpu') || isBy(name, 'core') ? cells.shift() : undefined,
        name,
      );
      assert.equal(count.cpus, isBy(name, 'core') ? Number(cells.shift()) : Number.NaN, name);
      assert.equal(cellOf(count), asCell(cells.shift() ?? ''), name);
      assert.deepEqual([count.unit, count.event], cells.splice(0, 2), name);
      assert.equal(count.cgroup, isBy(name, 'cgroup') ? cells.shift() : undefined, name);
      if (isBy(name, 'repeated')) cells.shift();
      assert.equal(Math.round(count.runSeconds * 1e9), Number(cells[0]), name);
      assert.equal(count.runningShare, cells[0] === '0' ? Number.NaN : Number(cells[1]) / 100, name);
      compared++;
    }
  }
  t.diagnostic(`${compared} lines compared`);
});

test('every count of every text for people is in its record', (t) => {
  let compared = 0;
  for (const { name, text } of ours('perf-stat', /\.txt$/)) {
    const { samples } = parsers.perfStat(text);
    const found = samples.flatMap(({ seconds, counts }) => counts.map((count) => ({ seconds, ...count })));
    const rows = text.split('\n').filter((line) => /cpu-clock|task-clock|context-sw|page-f|LLC|cycles/.test(line));
    assert.equal(found.length, rows.length, name);
    for (const [at, row] of rows.entries()) {
      const [, before = '', count = '', after = ''] =
        /^(.*?)(<not \w+>|\d[\d.]*(?= +(?:msec +)?(?:cpu-clock|task|context|page|LLC|cycles)))(.*)$/.exec(row) ?? [];
      const one = found[at];
      assert.ok(one);
      const lead = before.trim().split(/ +/).filter(Boolean);
      const told = [
        Number.isNaN(one.seconds) ? [] : one.seconds.toFixed(9),
        one.of ?? [],
        Number.isNaN(one.cpus) ? [] : String(one.cpus),
      ];
      assert.deepEqual(told.flat(), lead, name);
      assert.equal(cellOf(one), asCell(count), name);
      const tail = (after.split('#')[0] ?? '').trim().split(/ +/);
      assert.deepEqual(
        [one.unit, one.event, one.cgroup].filter(Boolean),
        tail.filter((word) => !/[()]/.test(word)),
        name,
      );
      compared++;
    }
    const elapsed = /(\d+\.\d+)(?: \+-.*?)? seconds time elapsed/.exec(text)?.[1];
    const [sample] = samples;
    assert.ok(sample);
    assert.equal(sample.elapsedSeconds, elapsed === undefined ? Number.NaN : Number(elapsed), name);
  }
  t.diagnostic(`${compared} lines compared`);
});

test('what was measured, and its own CPU time, are told', () => {
  const [sample] = parsers.perfStat(ours('perf-stat', /^to-a-file/)[0]?.text ?? '').samples;
  assert.deepEqual([sample?.target, sample?.userSeconds, sample?.systemSeconds], ['true', 0.000884, 0]);
});

test('the whole is the sum of its CPUs, by either way of printing', () => {
  const byCpu = countsOf(ours('perf-stat', /^by-cpu\.csv/)[0]?.text ?? '').filter(({ event }) => event === 'cpu-clock');
  assert.deepEqual(
    byCpu.map(({ of }) => of),
    ['CPU0', 'CPU1'],
  );
  assert.ok(byCpu.every(({ unit, runningShare }) => unit === 'msec' && runningShare === 1));
});

test('a counter that the CPU lacks, and one that nothing ran on, are not 0', () => {
  const counts = countsOf(ours('perf-stat', /^by-cgroup\.txt/)[0]?.text ?? '');
  const told = (event: string, cgroup: string) =>
    counts.find((count) => count.event === event && count.cgroup === cgroup);
  assert.deepEqual([told('LLC-loads', 'vm1')?.status, told('LLC-loads', 'vm1')?.value], ['not supported', Number.NaN]);
  assert.deepEqual([told('cpu-clock', 'vm2')?.status, told('cpu-clock', 'vm2')?.value], ['not counted', Number.NaN]);
  assert.deepEqual([told('page-faults', 'vm1')?.status, told('page-faults', 'vm1')?.value], ['counted', 0]);
});

const HEAD = " Performance counter stats for 'system wide':\n\n";

test('events that shared counters tell their share of the time', () => {
  const text = `${HEAD}     1,234,567      LLC-loads          /vm/web-1   #    0.5 M/sec   ( +-  1.20% )  (62.50%)\n           100      LLC-load-misses                        (37.51%)\n`;
  assert.deepEqual(
    countsOf(text).map(({ event, value, cgroup, runningShare }) => [event, value, cgroup, runningShare]),
    [
      ['LLC-loads', 1_234_567, '/vm/web-1', 0.625],
      ['LLC-load-misses', 100, undefined, 0.3751],
    ],
  );
  const [csv] = countsOf('1234567,,LLC-loads,/vm/web-1,1.20%,625000000,62.50,0.5,M/sec\n');
  assert.deepEqual(
    [csv?.value, csv?.cgroup, csv?.runSeconds, csv?.runningShare],
    [1_234_567, '/vm/web-1', 0.625, 0.625],
  );
});

test('commas within the name of an event are not of the CSV', () => {
  const [count] = countsOf('7,,cpu/event=0x2e,umask=0x41/,vm1,100,100.00,,\n');
  assert.deepEqual([count?.event, count?.cgroup, count?.value], ['cpu/event=0x2e,umask=0x41/', 'vm1', 7]);
});

test('lines of derived figures alone are no counts of the CSV', () => {
  const csv =
    '8,,instructions:u,100,85.00,2.39,insn per cycle\n,,,,,0.08,stalled cycles per insn\n4,,cycles:u,vm1,100,85.00,,\n';
  const withPrefix = csv.replace('\n,,,,,', '\nS0,1,,,,,,,').replace('8,,', 'S0,1,8,,').replace('\n4', '\nS0,1,4');
  for (const text of [csv, withPrefix])
    assert.deepEqual(
      countsOf(text).map(({ event, value }) => [event, value]),
      [
        ['instructions:u', 8],
        ['cycles:u', 4],
      ],
    );
});

test("a thread's name may have spaces", () => {
  const [count] = countsOf(`${HEAD}   CPU 0/KVM-4272          12.50 msec cpu-clock   #  0.9 CPUs utilized\n`);
  assert.deepEqual([count?.of, count?.value, count?.event], ['CPU 0/KVM-4272', 12.5, 'cpu-clock']);
});

test('advice and lines of derived figures are no counts', () => {
  const text = `${HEAD}   100      cycles\n                  #     0.20  insn per cycle\n\n       1.000000001 seconds time elapsed\n\nSome events weren't counted. Try disabling the NMI watchdog:\n\techo 0 > /proc/sys/kernel/nmi_watchdog\n\tperf stat ...\n\techo 1 > /proc/sys/kernel/nmi_watchdog\n`;
  assert.deepEqual(
    countsOf(text).map(({ event }) => event),
    ['cycles'],
  );
});

test('a line that is cut off is left out and told', () => {
  const [csv = '', people = ''] = [/^by-cgroup\.csv/, /^by-cgroup\.txt/].map(
    (name) => ours('perf-stat', name)[0]?.text,
  );
  const cut = parsers.perfStat(csv.slice(0, csv.lastIndexOf(',cycles')));
  assert.deepEqual([cut.truncated, cut.samples[0]?.counts.length], [true, 9]);
  const cutPeople = parsers.perfStat(people.slice(0, people.lastIndexOf('LLC-loads') - 3));
  assert.deepEqual([cutPeople.truncated, cutPeople.samples[0]?.counts.length], [true, 8]);
});

test("what is not perf's, or not in English, is refused", () => {
  const bad = [
    '',
    'perf: command not found\n',
    '100,cycles\n',
    `${HEAD}   1.234      cycles\n`,
    `${HEAD}  2.000,12 msec cpu-clock\n`,
  ];
  bad.push(`${HEAD}  1 234      cycles\n`, '1.5,,cycles,100,100.00,,\n', '7,,cpu/event=0x2e,umask=0x41,100,100.00\n');
  bad.push(`${HEAD}  100 cycles vm1 vm2\n`, '#           time             counts unit events\n  12  100 cycles\n');
  for (const text of bad)
    assert.throws(
      () => parsers.perfStat(text),
      (error) => error instanceof InputError && error.line !== undefined && /LC_ALL=C/.test(error.message),
      text,
    );
});

/** What the tools would print of any figures is read back as those figures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsers } from '../../../lib/gather/parsers/parsers.ts';

const count = fc.integer({ min: 0, max: 2 ** 40 });
const tenths = fc.integer({ min: 0, max: 1e7 }).map((value) => value / 10);
const hundredths = fc.integer({ min: 0, max: 1e7 }).map((value) => value / 100);
const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.+-]{0,30}[a-z0-9]$/), {
  minLength: 1,
  maxLength: 6,
});
const seed = process.env.VMLAB_SEED === undefined ? {} : { seed: Number(process.env.VMLAB_SEED) };
const holds = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void =>
  fc.assert(property, { numRuns: 200, ...seed });
const close = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.abs(expected), `${actual} is not ${expected}`);

const XENTOP_HEAD =
  'NAME  STATE   CPU(sec) CPU(%)     MEM(k) MEM(%)  MAXMEM(k) MAXMEM(%) VCPUS NETS NETTX(k) NETRX(k) VBDS   VBD_OO   VBD_RD   VBD_WR  VBD_RSECT  VBD_WSECT SSID\n';

test('xentop', () => {
  const letters = fc.tuple(...[...'dsbcpr'].map((letter) => fc.constantFrom('-', letter))).map((each) => each.join(''));
  const row = fc.record({ letters, percent: tenths, counts: fc.array(count, { minLength: 15, maxLength: 15 }) });
  const table = names.chain((of) =>
    fc
      .array(fc.array(row, { minLength: of.length, maxLength: of.length }), { minLength: 1, maxLength: 4 })
      .map((samples) => ({ of, samples })),
  );
  holds(
    fc.property(table, ({ of, samples }) => {
      const printed = samples.map((rows, sample) => {
        const lines = rows.map(({ letters, percent, counts }, at) => {
          const [memory, limit, vcpus, , tx, rx, , ...rest] = counts;
          const cells = [
            sample,
            percent.toFixed(1),
            memory,
            '1.0',
            limit,
            '2.0',
            vcpus,
            1,
            tx,
            rx,
            1,
            ...rest.slice(0, 5),
            0,
          ];
          return `${of[at]?.padStart(10)} ${letters} ${cells.map((cell) => String(cell).padStart(8)).join(' ')}\n`;
        });
        return [XENTOP_HEAD, ...lines].join('');
      });
      const { samples: found, notes } = parsers.xentop(printed.join(''));
      assert.deepEqual(notes, []);
      for (const [sample, rows] of samples.entries())
        for (const [at, { letters, percent, counts }] of rows.entries()) {
          const domain = found[sample]?.domains[at];
          assert.ok(domain);
          assert.deepEqual([domain.name, domain.states.length], [of[at], letters.replaceAll('-', '').length]);
          assert.deepEqual([domain.cpuSeconds, domain.cpuCores], [sample, sample === 0 ? Number.NaN : percent / 100]);
          const { memoryBytes, maxMemoryBytes, vcpuCount, receivedBytes, sentBytes } = domain;
          const figures = [
            memoryBytes / 1024,
            maxMemoryBytes / 1024,
            vcpuCount,
            receivedBytes / 1024,
            sentBytes / 1024,
          ];
          assert.deepEqual(
            figures,
            [0, 1, 2, 4, 5].map((index) => counts[index]),
          );
          const { outOfRequests, reads, writes, readSectors, writeSectors } = domain;
          assert.deepEqual([outOfRequests, reads, writes, readSectors, writeSectors], counts.slice(7, 12));
        }
    }),
  );
});

test('xl list', () => {
  const letters = fc.tuple(...[...'rbpscd'].map((letter) => fc.constantFrom('-', letter))).map((each) => each.join(''));
  const row = fc.record({ id: count, memory: count, vcpus: count, letters, seconds: tenths });
  const rows = names.chain((of) => fc.tuple(...of.map((name) => row.map((each) => ({ name, ...each })))));
  holds(
    fc.property(rows, (domains) => {
      const lines = domains.map(
        ({ name, id, memory, vcpus, letters, seconds }) =>
          `${name.padEnd(40)} ${String(id).padStart(5)} ${String(memory).padStart(5)} ${String(vcpus).padStart(5)}     ${letters}  ${seconds.toFixed(1).padStart(8)}\n`,
      );
      const { samples } = parsers.xlList(`Name  ID   Mem VCPUs\tState\tTime(s)\n${lines.join('')}`);
      assert.deepEqual(
        samples[0]?.domains.map(({ name, id, memoryBytes, vcpuCount, states, cpuSeconds }) => {
          const told = states?.map((state) => state[0]).join('');
          return { name, id, memory: memoryBytes / 2 ** 20, vcpus: vcpuCount, letters: told, seconds: cpuSeconds };
        }),
        domains.map((each) => ({ ...each, letters: each.letters.replaceAll('-', '') })),
      );
    }),
  );
});

/** Some of iostat's columns, in all their units. */
const COLUMNS = {
  tps: ['transfersPerSecond', 1],
  'kB_read/s': ['readBytesPerSecond', 1024],
  'MB_wrtn/s': ['writeBytesPerSecond', 2 ** 20],
  r_await: ['readWaitSeconds', 1e-3],
  '%util': ['utilization', 1e-2],
  'aqu-sz': ['queueLength', 1],
  'f/s': ['flushesPerSecond', 1],
  'rareq-sz': ['readRequestBytes', 1024],
} as const;

test('iostat, of any columns in any order', () => {
  const columns = fc.shuffledSubarray(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[], { minLength: 1 });
  const rows = fc.array(fc.array(hundredths, { minLength: 8, maxLength: 8 }), { minLength: 6, maxLength: 6 });
  holds(
    fc.property(columns, names, rows, (of, disks, figures) => {
      const row = (cells: readonly number[] = []) => of.map((_, at) => cells[at]?.toFixed(2).padStart(9)).join(' ');
      const lines = disks.map((disk, at) => `${disk.padEnd(12)} ${row(figures[at])}\n`);
      const { samples } = parsers.iostat(`Device ${of.join(' ')}\n${lines.join('')}`);
      assert.deepEqual(
        samples[0]?.devices.map(({ name }) => name),
        disks,
      );
      for (const [at, device] of (samples[0]?.devices ?? []).entries())
        for (const [index, column] of of.entries()) {
          const [field, unit] = COLUMNS[column];
          close(device[field], (figures[at]?.[index] as number) * unit);
        }
    }),
  );
});

test('perf stat, for people and as CSV', () => {
  const event = fc.constantFrom('cycles', 'LLC-loads:u', 'cpu/event=0x2e/', 'sched:sched_switch');
  const one = fc.record({
    event,
    value: fc.option(fc.integer({ min: 0, max: 1e12 })),
    cgroup: fc.option(fc.constantFrom('vm1', '/machine/qemu-1'), { nil: undefined }),
    of: fc.option(fc.constantFrom('CPU0', 'CPU127'), { nil: undefined }),
    share: fc.integer({ min: 1, max: 9999 }),
  });
  holds(
    fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), fc.boolean(), (counts, grouped) => {
      const shown = (value: number | null) =>
        value === null ? '<not counted>' : value.toLocaleString('en', { useGrouping: grouped });
      const people = counts.map(
        ({ event, value, cgroup = '', of = '', share }) =>
          `${of} ${shown(value).padStart(18)}      ${event.padEnd(25)} ${cgroup}   #  1.0 M/sec  (${(share / 100).toFixed(2)}%)\n`,
      );
      const csv = counts.map(
        ({ event, value, cgroup, of, share }) =>
          `${[of, value ?? '<not counted>', '', event, cgroup, 1000, (share / 100).toFixed(2), '', ''].filter((cell) => cell !== undefined).join()}\n`,
      );
      for (const text of [` Performance counter stats for 'system wide':\n\n${people.join('')}`, csv.join('')])
        assert.deepEqual(
          parsers.perfStat(text).samples[0]?.counts.map(({ runSeconds, cpus, unit, status, ...told }) => told),
          counts.map(({ event, value, cgroup, of, share }) => ({
            event,
            value: value ?? Number.NaN,
            cgroup,
            of,
            runningShare: share / 100 / 100,
          })),
        );
    }),
  );
});

test('/proc/diskstats, /proc/stat and schedstat', () => {
  const numbers = (length: number) => fc.array(count, { minLength: length, maxLength: length });
  holds(
    fc.property(numbers(17), numbers(10), numbers(3), (disk, cpu, thread) => {
      const [found] = parsers.diskstats(`   8       0 sda ${disk.join(' ')}\n`).disks;
      const { reads, writes, readSectors, writeSectors, inFlight, discards, flushes } = found ?? {};
      assert.deepEqual(
        [reads, readSectors, writes, writeSectors],
        [0, 2, 4, 6].map((at) => disk[at]),
      );
      assert.deepEqual(
        [inFlight, discards, flushes],
        [8, 11, 15].map((at) => disk[at]),
      );
      assert.equal(found?.waitSeconds, (disk[10] as number) / 1000);
      const { total } = parsers.stat(`cpu  ${cpu.join(' ')}\n`);
      assert.deepEqual(
        [total.userSeconds, total.stealSeconds],
        [0, 7].map((at) => (cpu[at] as number) / 100),
      );
      const { cpuSeconds, waitSeconds, timeslices } = parsers.schedstat(`${thread.join(' ')}\n`);
      assert.deepEqual(
        [cpuSeconds, waitSeconds, timeslices],
        [(thread[0] as number) / 1e9, (thread[1] as number) / 1e9, thread[2]],
      );
    }),
  );
});

test('a text that is cut anywhere is read as far as it goes, or refused: never otherwise', () => {
  const line = '   8       0 sda 1 2 3 4 5 6 7 8 9 10 11\n';
  const whole = line.repeat(3);
  holds(
    fc.property(fc.integer({ min: line.length, max: whole.length }), (length) => {
      const { disks, truncated, notes } = parsers.diskstats(whole.slice(0, length));
      const rows = Math.floor(length / line.length);
      const rest = whole.slice(rows * line.length, length);
      const readable = rest.trimEnd().split(/ +/).length === 15;
      assert.equal(disks.length, rows + Number(readable));
      assert.equal(truncated, rest.trim() !== '' && !readable);
      if (rest.trim() !== '') assert.equal(notes.length, 1);
    }),
  );
});

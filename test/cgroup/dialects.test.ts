import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Limits } from '../../lib/cgroup/limits/limits.ts';
import { v1 } from '../../lib/cgroup/v1.ts';
import { v2 } from '../../lib/cgroup/v2.ts';
import { type Setting, textFor } from '../../lib/host/setting.ts';

interface Case {
  readonly limits: Limits;
  readonly v1: readonly string[];
  readonly v2: readonly string[];
}

const CASES: Case[] = [
  {
    limits: { cpu: { quota: 150_000, period: 100_000 } },
    v1: ['cpu.cfs_period_us: 100000', 'cpu.cfs_quota_us: 150000'],
    v2: ['cpu.max: 150000 100000'],
  },
  {
    limits: { cpu: 'max' },
    v1: ['cpu.cfs_period_us: 100000', 'cpu.cfs_quota_us: -1'],
    v2: ['cpu.max: max 100000'],
  },
  { limits: { weight: 200 }, v1: ['cpu.shares: 2048'], v2: ['cpu.weight: 200'] },
  { limits: { cpus: '0-1' }, v1: ['cpuset.cpus: 0-1'], v2: ['cpuset.cpus: 0-1'] },
  { limits: { memory: 2 ** 31 }, v1: ['memory.limit_in_bytes: 2147483648'], v2: ['memory.max: 2147483648'] },
  { limits: { memory: 'max' }, v1: ['memory.limit_in_bytes: 9223372036854771712'], v2: ['memory.max: max'] },
  { limits: { pids: 100 }, v1: ['pids.max: 100'], v2: ['pids.max: 100'] },
  {
    limits: { io: { device: '254:0', read: 1000, write: 'max', writeIops: 10 } },
    v1: [
      'blkio.throttle.read_bps_device: 254:0 1000',
      'blkio.throttle.write_bps_device: 254:0 0',
      'blkio.throttle.write_iops_device: 254:0 10',
    ],
    v2: ['io.max: 254:0 rbps=1000', 'io.max: 254:0 wbps=max', 'io.max: 254:0 wiops=10'],
  },
  { limits: {}, v1: [], v2: [] },
];

const shown = (settings: Setting[]) => settings.map(({ file, value, ...entry }) => `${file}: ${textFor(value, entry)}`);

describe('limits become writes', () => {
  for (const { limits, ...expected } of CASES)
    test(JSON.stringify(limits), () => {
      assert.deepEqual(shown(v1.encode(limits)), expected.v1);
      assert.deepEqual(shown(v2.encode(limits)), expected.v2);
    });
});

describe('limits are read back', () => {
  test('a quota', () => {
    assert.deepEqual(v1.quota.parse(['150000\n', '100000\n']), { quota: 150_000, period: 100_000 });
    assert.equal(v1.quota.parse(['-1\n', '100000\n']), 'max');
    assert.deepEqual(v2.quota.parse(['150000 100000\n']), { quota: 150_000, period: 100_000 });
    assert.equal(v2.quota.parse(['max 100000\n']), 'max');
  });
  test('a memory limit', () => {
    assert.equal(v1.memory.parse(['9223372036854771712\n']), 'max');
    assert.equal(v1.memory.parse(['4096\n']), 4096);
    assert.equal(v2.memory.parse(['max\n']), 'max');
  });
  test('the CPUs that a v2 group was not told are those it has', () =>
    assert.equal(v2.cpus.parse(['\n', '0-3\n']), '0-3'));
  test('disks', () => {
    const limited = { device: '254:0', read: 1000, write: 'max', readIops: 'max', writeIops: 5 };
    assert.deepEqual(v1.io.parse(['254:0 1000\n', '', '', '254:0 5\n']), [limited]);
    assert.deepEqual(v2.io.parse(['254:0 rbps=1000 wbps=max riops=max wiops=5\n']), [limited]);
  });
});

describe('statistics', () => {
  test('of CPU time are seconds', () => {
    const one = v1.statistics.cpu.parse([
      '2500000000\n',
      'user 150\nsystem 100\n',
      'nr_periods 4\nnr_throttled 1\nthrottled_time 500000000\n',
      '',
    ]);
    const two = v2.statistics.cpu.parse([
      'usage_usec 2500000\nuser_usec 1500000\nsystem_usec 1000000\nnr_periods 4\nnr_throttled 1\nthrottled_usec 500000\n',
      'some avg10=50.00 avg60=0.00 avg300=0.00 total=3000000\n',
    ]);
    const expected = { usage: 2.5, user: 1.5, system: 1, nr_periods: 4, nr_throttled: 1, throttled: 0.5 };
    assert.deepEqual({ ...one, pressure: undefined }, { ...expected, pressure: undefined });
    assert.deepEqual({ ...two, pressure: undefined }, { ...expected, pressure: undefined });
    assert.equal(two.pressure.some.avg10, 0.5);
    assert.equal(two.pressure.some.total, 3);
  });
  test('that a kernel does not have are NaN, never 0', () => {
    assert.ok(Number.isNaN(v2.statistics.memory.parse(['4096\n', 'anon 1\n', '', '', '']).peak));
    assert.ok(Number.isNaN(v2.statistics.cpu.parse(['usage_usec 1\n', '']).pressure.some.total));
    assert.ok(Number.isNaN(v2.statistics.cpu.parse(['usage_usec 1\n', '']).nr_throttled));
  });
});

const BLKIO = `7:0 Read 100
7:0 Write 50
254:0 Read 1000
254:0 Write 300
254:0 Sync 900
254:0 Discard 77
254:0 Total 1377
Total 1527
`;

describe('counters', () => {
  test('of v1 disks take Read and Write, and no loop device', () => {
    assert.equal(v1.counters().read?.parse(BLKIO), 1000);
    assert.equal(v1.counters().write?.parse(BLKIO), 300);
  });
  test('of one disk take that disk alone', () => assert.equal(v1.counters(['7:0']).write?.parse(BLKIO), 50));
  test('of a disk that was not used yet are 0', () => assert.equal(v1.counters().read?.parse('Total 0\n'), 0));
  test('of v2 disks take rbytes and wbytes', () => {
    const text =
      '254:0 rbytes=1000 wbytes=300 rios=2 wios=3 dbytes=9 dios=1\n7:0 rbytes=5 wbytes=6 rios=1 wios=1\n254:16 \n';
    assert.equal(v2.counters().read?.parse(text), 1000);
    assert.equal(v2.counters(['254:0', '7:0']).write?.parse(text), 306);
  });
  test('of CPU time are seconds', () => {
    assert.equal(v1.counters().cpu?.parse('1500000000\n'), 1.5);
    assert.equal(v2.counters().cpu?.parse('usage_usec 1500000\nuser_usec 1\n'), 1.5);
  });
  test('that are missing in a text are NaN', () => assert.ok(Number.isNaN(v1.counters().cpu?.parse(''))));
});

describe('a freezer', () => {
  const STATES: [typeof v1, string[], string][] = [
    [v1, ['THAWED\n'], 'thawed'],
    [v1, ['FREEZING\n'], 'changing'],
    [v1, ['FROZEN\n'], 'frozen'],
    [v2, ['0\n', 'populated 1\nfrozen 0\n'], 'thawed'],
    [v2, ['1\n', 'populated 1\nfrozen 0\n'], 'changing'],
    [v2, ['1\n', 'populated 1\nfrozen 1\n'], 'frozen'],
    [v2, ['0\n', 'populated 1\nfrozen 1\n'], 'changing'],
  ];
  for (const [dialect, texts, expected] of STATES)
    test(`of v${dialect.version} says ${expected} with ${JSON.stringify(texts)}`, () =>
      assert.equal(dialect.freezer.state.parse(texts), expected));
});

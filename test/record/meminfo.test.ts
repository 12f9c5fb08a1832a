import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMeminfo } from '../../lib/record/meminfo.ts';

const MEMINFO = `MemTotal:         125000 kB
MemFree:           90000 kB
MemAvailable:      95000 kB
Buffers:             100 kB
Cached:            11000 kB
SwapCached:            7 kB
Shmem:              1000 kB
`;

test('the memory of a guest is told in bytes, its caches without what is shared memory, its faults apart', () =>
  assert.deepEqual(parseMeminfo(MEMINFO, 'pgfault 1200\npgmajfault 30\n'), {
    total: 125000 * 1024,
    free: 90000 * 1024,
    available: 95000 * 1024,
    caches: 10100 * 1024,
    majorFaults: 30,
    minorFaults: 1170,
  }));

test('what a kernel does not tell is not known', () => {
  const { available, minorFaults, total } = parseMeminfo('MemTotal: 4 kB\n', '');
  assert.deepEqual([available, minorFaults, total], [Number.NaN, Number.NaN, 4096]);
});

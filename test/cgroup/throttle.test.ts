import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialect } from '../../lib/cgroup/dialect.ts';
import type { KernelFiles } from '../../lib/cgroup/kernel-files.ts';
import { type Throttle, throttleOf } from '../../lib/cgroup/throttle.ts';
import { v1 } from '../../lib/cgroup/v1.ts';
import { v2 } from '../../lib/cgroup/v2.ts';

const files = { path: (file: string) => `/group/${file}` } as KernelFiles;
const nothing = {
  value: undefined,
  undo: async () => ({ action: { kind: '' } }),
  [Symbol.asyncDispose]: async () => {},
};
const throttleIn = (dialect: Dialect): Throttle => throttleOf({ dialect, files }, '254:0', nothing);

const WRITES: [Dialect, Parameters<Throttle['rate']>, ReturnType<Throttle['rate']>][] = [
  [v1, ['read', 1e6], { file: '/group/blkio.throttle.read_bps_device', value: '254:0 1000000' }],
  [v1, ['write', 2.6], { file: '/group/blkio.throttle.write_bps_device', value: '254:0 3' }],
  [v2, ['read', 1e6], { file: '/group/io.max', value: '254:0 rbps=1000000' }],
  [v2, ['write', 2.6], { file: '/group/io.max', value: '254:0 wbps=3' }],
];

for (const [dialect, [direction, rate], expected] of WRITES)
  test(`v${dialect.version} moves the ${direction} limit of one disk to ${rate} bytes/s by one write`, () => {
    assert.deepEqual(throttleIn(dialect).rate(direction, rate), expected);
  });

test('a rate of 0 never becomes "no limit"', () => {
  for (const dialect of [v1, v2])
    for (const direction of ['read', 'write'] as const)
      assert.match(throttleIn(dialect).rate(direction, 0).value, /[ =]1$/, `v${dialect.version} ${direction}`);
});

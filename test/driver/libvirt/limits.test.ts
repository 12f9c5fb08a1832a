import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ioLimits, throttled } from '../../../lib/driver/libvirt/limits/disk-throttle.ts';
import { encodeCpus, encodeQuota } from '../../../lib/driver/libvirt/limits/encode.ts';
import * as units from '../../../lib/driver/libvirt/limits/units.ts';

test('what is converted to the units of libvirt reads back as it was', () => {
  const amount = fc.oneof(fc.constant('max' as const), fc.integer({ min: 1, max: 2 ** 40 }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(2 ** 32), amount, (weight, kib, rate) => {
      for (const scale of ['shares', 'weight'] as const)
        assert.equal(units.fromShares(scale, units.sharesIn(scale, weight)), weight);
      assert.equal(units.fromKibibytes(units.kibibytes(kib * 1024 + 1023)), kib * 1024);
      assert.equal(units.fromThrottle(units.throttle(rate)), rate);
      const read = units.fromKilobytes(units.kilobytes(rate));
      assert.ok(read === rate || Math.abs(Number(read) - Number(rate)) <= 999, 'to the kilobyte, and never none');
    }),
  );
});

test('the scale of cpu_shares is told by a refusal, in whatever words it comes', () => {
  assert.equal(units.shareScaleOf("invalid argument: shares '1000000000' must be in range [2, 262144]"), 'shares');
  assert.equal(units.shareScaleOf("invalid argument: shares '1000000000' must be in range [1, 10000]"), 'weight');
  assert.equal(units.shareScaleOf('cgroup CPU controller is not mounted'), undefined);
});

test('a quota is of the whole domain, and its period comes first', () => {
  const words = (settings: ReturnType<typeof encodeQuota>) =>
    settings.map(({ parameter, value }) => `${parameter}=${value}`);
  assert.deepEqual(words(encodeQuota({ quota: 20_000, period: 50_000 })), [
    'global_period=50000',
    'global_quota=20000',
  ]);
  assert.deepEqual(words(encodeQuota('max')), ['global_quota=-1']);
});

test('CPUs are those of each vCPU, and of the threads of QEMU itself', () => {
  assert.deepEqual(
    encodeCpus('0-1', 2).map(({ tune, parameter }) => `${tune} ${parameter}`),
    ['vcpu-pin 0', 'vcpu-pin 1', 'emulator-pin '],
  );
});

const NONE = '0 0 0 0 0 0 0 0 0';

test('a throttle keeps what is not asked for; one on both directions becomes one on each', () => {
  const cases: [string, Parameters<typeof throttled>[1], string][] = [
    [NONE, { read: 500 }, '0 500 0 0 0 0 0 0 0'],
    ['0 500 7 0 0 0 0 0 0', { write: 'max' }, '0 500 0 0 0 0 0 0 0'],
    ['1000 0 0 0 0 0 0 0 0', { read: 500 }, '0 500 1000 0 0 0 0 0 0'],
    ['1000 0 0 2000 0 0 3 0 0', { read: 'max' }, '0 0 1000 0 0 0 0 0 0'],
    ['0 500 0 0 900 0 0 2 0', { read: 600 }, '0 600 0 0 900 0 0 2 0'],
    ['0 500 0 0 900 0 0 2 0', { read: 1000 }, '0 1000 0 0 0 0 0 0 0'],
    ['0 500 0 0 900 0 0 2 0', { read: 'max' }, NONE],
  ];
  for (const [found, wanted, expected] of cases) assert.equal(throttled(found, wanted), expected);
});

test('whatever was found, what is asked for is what is read back, and libvirt takes it', () => {
  const rate = fc.nat(5);
  const found = fc.array(rate, { minLength: 9, maxLength: 9 }).map((values) => values.join(' '));
  const wanted = fc.option(fc.oneof(fc.constant('max' as const), fc.integer({ min: 1, max: 5 })), { nil: undefined });
  fc.assert(
    fc.property(found, wanted, wanted, (before, read, write) => {
      const after = throttled(before, { read, write });
      const values = after.split(' ').map(Number);
      const limits = ioLimits('vda', after, NONE);
      if (read !== undefined) assert.equal(limits?.read ?? 'max', read);
      if (write !== undefined) assert.equal(limits?.write ?? 'max', write);
      assert.equal(values[0], 0, 'never a total beside others');
      for (const [at, asked] of [read, write].entries())
        if (asked !== undefined) assert.ok(values[at + 4] === 0 || Number(values[at + 4]) >= Number(values[at + 1]));
    }),
  );
});

test('a disk without limits is not listed', () => {
  assert.equal(ioLimits('vda', NONE, NONE), undefined);
  assert.deepEqual(ioLimits('vda', '7 0 0 0 0 0 0 0 0', NONE), {
    device: 'vda',
    read: 7,
    write: 7,
    readIops: 'max',
    writeIops: 'max',
  });
});

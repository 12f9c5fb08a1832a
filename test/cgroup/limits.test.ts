import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseCount, parseMemoryLimit, parseRateLimit } from '../../lib/cgroup/limits/amount.ts';
import { parseCpuList } from '../../lib/cgroup/limits/cpu-list.ts';
import { coresOf, parseQuota, type QuotaInput } from '../../lib/cgroup/limits/quota.ts';
import { parseWeight, sharesOf, weightOf } from '../../lib/cgroup/limits/weight.ts';
import { InputError } from '../../lib/core/errors.ts';

describe('a CPU quota', () => {
  const GOOD: [QuotaInput, object | 'max'][] = [
    [1.5, { quota: 150_000, period: 100_000 }],
    [0.01, { quota: 1_000, period: 100_000 }],
    [0.005, { quota: 5_000, period: 1_000_000 }],
    [
      { quota: '50ms', period: '100ms' },
      { quota: 50_000, period: 100_000 },
    ],
    [
      { quota: '1ms', period: '1ms' },
      { quota: 1_000, period: 1_000 },
    ],
    [{ quota: '2s' }, { quota: 2_000_000, period: 100_000 }],
    ['max', 'max'],
  ];
  for (const [input, expected] of GOOD)
    test(`${JSON.stringify(input)} is understood`, () => assert.deepEqual(parseQuota(input), expected));

  const BAD = [
    0,
    -1,
    1e9,
    '2' as 'max',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0.0009,
    { quota: '0.9ms' },
  ] satisfies QuotaInput[];
  const BAD_PERIODS: QuotaInput[] = [
    { quota: '1ms', period: '0.9ms' },
    { quota: '1ms', period: '1.1s' },
    { quota: '5 apples' },
  ];
  for (const input of [...BAD, ...BAD_PERIODS])
    test(`${typeof input === 'number' ? input : JSON.stringify(input)} is refused`, () =>
      assert.throws(() => parseQuota(input), InputError));

  test('in cores comes back to within a microsecond of a period', () =>
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 512, noNaN: true }), (cores) => {
        const back = coresOf(parseQuota(cores));
        assert.ok(typeof back === 'number' && Math.abs(back - cores) <= 0.5e-5);
      }),
    ));
});

describe('a CPU weight', () => {
  test('of 100 is the 1024 shares that both versions start with', () => assert.equal(sharesOf(100), 1024));
  test('survives the way through shares, whatever it is', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (weight) => {
        assert.equal(weightOf(sharesOf(weight)), weight);
        assert.ok(sharesOf(weight) >= 2 && sharesOf(weight) <= 262_144);
      }),
    ));
  for (const bad of [0, 10_001, 1.5, Number.NaN])
    test(`of ${bad} is refused`, () => assert.throws(() => parseWeight(bad), InputError));
});

describe('a list of CPUs', () => {
  const GOOD = [
    ['0', '0'],
    ['0-1', '0-1'],
    ['1,0', '0-1'],
    ['3,0-1,2, 7', '0-3,7'],
    ['0-2,1-4', '0-4'],
  ];
  for (const [list = '', expected] of GOOD)
    test(`'${list}' becomes what the kernel reads back`, () => assert.equal(parseCpuList(list), expected));
  for (const bad of ['', 'a', '1-', '-1', '2-1', '0,,1', '99999', '0 1'])
    test(`'${bad}' is refused`, () => assert.throws(() => parseCpuList(bad), InputError));
  test('of another type is refused, as JavaScript may have it', () =>
    assert.throws(() => parseCpuList({ cpus: 1 } as never), InputError));

  test('normalised twice is normalised once', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1 }), (cpus) => {
        const once = parseCpuList(cpus.join(','));
        assert.equal(parseCpuList(once), once);
      }),
    ));
});

describe('amounts', () => {
  test('of memory are cut to whole pages, as the kernel does', () => assert.equal(parseMemoryLimit(10_000), 8192));
  test("'max' stays 'max'", () => {
    assert.equal(parseMemoryLimit('max'), 'max');
    assert.equal(parseCount('max', 'a number'), 'max');
    assert.equal(parseRateLimit('max', 'a rate'), 'max');
  });
  test('of a rate are bytes a second', () => assert.equal(parseRateLimit('100Mbit', 'a rate'), 12_500_000));
  test('of zero are refused, as they would mean "no limit" to one version', () => {
    assert.throws(() => parseRateLimit(0, 'a rate'), InputError);
    assert.throws(() => parseCount(0, 'a number'), InputError);
  });
});

/** What a user says, and what native code is told of it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { InputError } from '../../../lib/core/errors.ts';
import { dirty } from '../../../lib/migmon/dirty/dirty.ts';
import type { DirtyOptions } from '../../../lib/migmon/dirty/spec.ts';
import { dirtySettings } from '../../../lib/migmon/dirty/task.ts';
import { createTrace } from '../../../lib/trace/trace.ts';

const settingsOf = (options: DirtyOptions) => dirtySettings(dirty(options).toJSON());
const told = (options: DirtyOptions) =>
  Object.fromEntries(Object.entries(settingsOf(options)).filter(([, value]) => value !== undefined));

const UNLESS_TOLD = { size: 2 ** 29, page_size: 4096, threads: 1, pattern: 'sequential', latencies: false };

const trace = createTrace('vm1', {
  interval: Float64Array.of(0, 0.5, 2, 1),
  write: Float64Array.of(Number.NaN, 4096, Number.NaN, 8192),
});

const TOLD: readonly (readonly [string, DirtyOptions, object])[] = [
  ["mig_mon's defaults", {}, {}],
  ['sizes and rates with units', { size: '16G', rate: '500MiB/s' }, { size: 2 ** 34, rate: 500 * 2 ** 20 }],
  ['base units', { size: 8192, rate: 1e6, for: 1.5 }, { size: 8192, rate: 1e6, duration: 1.5 }],
  ['huge pages', { pageSize: '2m' }, { page_size: 2 ** 21 }],
  ['larger ones', { size: '2G', pageSize: '1g' }, { size: 2 ** 31, page_size: 2 ** 30 }],
  ['threads, a seed, latencies', { threads: 4, seed: 7, latency: true }, { threads: 4, seed: 7, latencies: true }],
  ['random', { pattern: 'random' }, { pattern: 'random' }],
  ['once', { pattern: 'once' }, { pattern: 'once' }],
  ['hotspot', { pattern: 'hotspot' }, { pattern: 'hotspot', hot_pages: 0.1, hot_writes: 0.9 }],
  [
    'a hotspot of its own',
    { pattern: { hotspot: { pages: 0.5 } } },
    { pattern: 'hotspot', hot_pages: 0.5, hot_writes: 0.9 },
  ],
  ['zipf', { pattern: 'zipf' }, { pattern: 'zipf', exponent: 0.99 }],
  ['a zipf of its own', { pattern: { zipf: { exponent: 2 } } }, { pattern: 'zipf', exponent: 2 }],
  [
    'a Trace: a step of no length only marks the start, and what was not recorded is not dirtied',
    { rate: trace },
    { step_ends: Float64Array.of(0.5, 2.5, 3.5), step_bytes: Float64Array.of(4096, 0, 8192), duration: 3.5 },
  ],
  [
    'a Trace for a part of its time',
    { rate: trace, for: 1 },
    { step_ends: Float64Array.of(0.5, 2.5, 3.5), step_bytes: Float64Array.of(4096, 0, 8192), duration: 1 },
  ],
];

describe('native code is told', () => {
  for (const [what, options, settings] of TOLD)
    test(what, () => assert.deepEqual(told(options), { ...UNLESS_TOLD, ...settings }));
});

const silent = createTrace('silent', { interval: Float64Array.of(1) });
const momentary = createTrace('momentary', { interval: Float64Array.of(0), write: Float64Array.of(4096) });
const REFUSED: readonly (readonly [unknown, RegExp])[] = [
  [{ size: '16Q' }, /how much memory/],
  [{ size: 0 }, /how much memory, above 0/],
  [{ size: 5000 }, /whole pages of 4 KiB, got 5000/],
  [{ size: '3M', pageSize: '2m' }, /whole pages of 2 MiB/],
  [{ pageSize: '64k' }, /a page size: '4k', '2m' or '1g', got '64k'/],
  [{ rate: 0 }, /a dirty rate above 0/],
  [{ rate: '5 apples' }, /a dirty rate/],
  [{ rate: silent }, /a Trace whose write column was recorded, got 'silent'/],
  [{ rate: null }, /a Trace whose write column was recorded/],
  [{ rate: momentary }, /a Trace of one step at least that lasts, got 'momentary'/],
  [{ pattern: 'zigzag' }, /a pattern: .*got 'zigzag'/],
  [{ pattern: { zipf: { exponent: 0 } } }, /an exponent from 0.01 to 10, got 0/],
  [{ pattern: { hotspot: { pages: 1 } } }, /a share of the pages between 0 and 1, got 1/],
  [{ pattern: { hotspot: { writes: 1.1 } } }, /a share of the writes/],
  [{ pattern: { hotspot: { size: 1 } } }, /nothing but pages and writes, got 'size'/],
  [{ pattern: { hotspot: {}, zipf: {} } }, /a pattern/],
  [{ pattern: 'once', rate: '1M' }, /no rate, threads or latency where the pattern is 'once'/],
  [{ pattern: 'once', threads: 2, latency: true }, /where the pattern is 'once', got 'threads, latency'/],
  [{ threads: 0 }, /a number of threads/],
  [{ size: 8192, threads: 3 }, /no more threads than pages \(2\), got 3/],
  [{ for: 0 }, /a duration above 0/],
  [{ for: 1e10 }, /a duration above 0, and up to 30 years/],
  [{ seed: -1 }, /a seed/],
  [{ speed: 1 }, /one of the options size, rate/],
];

describe('is refused as it is said', () => {
  for (const [options, message] of REFUSED)
    test(inspect(options, { breakLength: Number.POSITIVE_INFINITY }), () => {
      assert.throws(
        () => dirty(options as DirtyOptions),
        (error) => error instanceof InputError && message.test(error.message),
      );
    });
});

test('a builder is frozen, and each method makes a new one that says the same as its option', () => {
  const one = dirty();
  const other = one.size('1G').rate('1M').pattern('zipf').pageSize('2m').threads(2).latency().for('1s').seed(3);
  assert.ok(Object.isFrozen(one) && Object.isFrozen(other.toJSON()));
  assert.equal(one.toJSON().rate, undefined);
  const options = { size: '1G', rate: '1M', pattern: 'zipf', pageSize: '2m', threads: 2, latency: true } as const;
  assert.deepEqual(other.toJSON(), dirty({ ...options, for: '1s', seed: 3 }).toJSON());
  assert.match(inspect(other), /^DirtyMemory\n.*next: \.run\(\) {2}\.watch\(\)$/s);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { atLeastOf, type Circumstances } from '../../../lib/sched/live/held-back.ts';
import { busyShare, type Use, useBetween } from '../../../lib/sched/live/rates.ts';

const use = (told: Partial<Use> = {}, cpu = 1): Use => ({
  used: { cpu, memory: 95, read: 50, write: Number.NaN },
  throttled: 0,
  waited: Number.NaN,
  ...told,
});
const on = (told: Partial<Circumstances> = {}): Circumstances => ({ granted: 1, limits: {}, busy: 0.5, ...told });

describe('a VM', () => {
  const CASES: [string, boolean, Use, Circumstances][] = [
    ['was throttled', true, use({ throttled: 0.01 }), on()],
    ['was throttled next to never', false, use({ throttled: 0.005 }), on()],
    ['waited for CPUs', true, use({ waited: 0.1 }), on()],
    ['waited for CPUs as anybody does', false, use({ waited: 0.05 }), on({ busy: 1 })],
    ['used its grant while the host was busy', true, use(), on({ busy: 0.96 })],
    ['used its grant while the host was not', false, use(), on()],
    ['used less than its grant while the host was busy', false, use({}, 0.9), on({ busy: 1 })],
    ['was on a busy host without a grant', false, use(), on({ busy: 1, granted: Number.NaN })],
  ];
  for (const [what, held, used, circumstances] of CASES)
    test(`that ${what} was ${held ? '' : 'not '}held back`, () => {
      assert.equal(atLeastOf(used, circumstances).cpu, held ? used.used.cpu : Number.NaN);
    });

  test('that used about its limit of memory or disk was held back from that', () => {
    const { memory, read, write } = atLeastOf(use(), on({ limits: { memory: 100, read: 100, write: 100 } }));
    assert.deepEqual([memory, read, write], [95, Number.NaN, Number.NaN]);
  });
});

describe('use between two readings', () => {
  const reading = { at: 10, cpu: 5, memory: 7, read: 100, write: 200, throttled: 0, waited: Number.NaN };

  test('is over the time that really passed', () => {
    const { used, throttled } = useBetween(reading, { ...reading, at: 12, cpu: 8, read: 300, throttled: 1, memory: 9 });
    assert.deepEqual([used, throttled], [{ cpu: 1.5, memory: 9, read: 100, write: 0 }, 0.5]);
  });

  test('is not known where a counter went backwards, or no time passed', () => {
    assert.ok(Number.isNaN(useBetween(reading, { ...reading, at: 12, cpu: 4 }).used.cpu));
    assert.ok(Number.isNaN(useBetween(reading, { ...reading, cpu: 6 }).used.cpu));
  });

  test('of the host is a part of its time', () => {
    assert.equal(busyShare({ busy: 1, idle: 1 }, { busy: 4, idle: 2 }), 0.75);
    assert.ok(Number.isNaN(busyShare(undefined, { busy: 4, idle: 2 })));
  });
});

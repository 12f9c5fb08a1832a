import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { checkOptions, type LiveOptions, liveSettings } from '../../../lib/sched/live/options.ts';
import { maxMin } from '../../../lib/sched/policy/max-min.ts';
import { last } from './run-fake.ts';

const GOOD: LiveOptions = { predictor: last, policy: maxMin() };

describe('options of a live run', () => {
  test('stand for the cores of this machine, weights, 8 s and no end, unless told', () => {
    const { capacity, resources, enforce, interval, periods, dryRun } = liveSettings(GOOD, 6);
    assert.deepEqual([capacity.cpu, capacity.memory, resources], [6, Infinity, ['cpu']]);
    assert.deepEqual(
      [enforce, interval, periods, dryRun],
      [{ cpu: 'weight', memory: false, io: false }, 8, Infinity, false],
    );
  });

  test('count whole periods', () => {
    assert.equal(liveSettings({ ...GOOD, interval: '100ms', for: '0.3s' }, 2).periods, 3);
    assert.equal(liveSettings({ ...GOOD, interval: '8s', for: '1min' }, 2).periods, 8);
  });

  for (const options of [undefined, { ...GOOD, template: {} }, { ...GOOD, enforce: { cpus: 'quota' } }])
    test(`refuse ${JSON.stringify(options)}`, () => {
      assert.throws(() => checkOptions(options as never), InputError);
    });

  const BAD: Record<string, object> = {
    'no policy': { policy: undefined },
    'no predictor': { predictor: undefined },
    'a resource without a predictor': { predictor: { cpu: last }, capacity: { memory: '1G' } },
    'an interval of nothing': { interval: 0 },
    'a length of nothing': { for: '0s' },
    'less than no cores': { capacity: { cpu: -1 } },
    'a template without sense': { templates: { vm1: { cpu: -1 } } },
    'an unknown enforcement': { enforce: 'shares' },
    'memory enforced, but not scheduled': { enforce: { memory: true } },
    'disks enforced, but not scheduled': { enforce: { io: true }, disk: '/dev/vda' },
    'disks enforced, but none named': { enforce: { io: true }, capacity: { read: '1M' } },
  };
  for (const [what, options] of Object.entries(BAD))
    test(`refuse ${what}`, () => {
      assert.throws(() => liveSettings({ ...GOOD, ...options } as LiveOptions, 2), InputError);
    });
});

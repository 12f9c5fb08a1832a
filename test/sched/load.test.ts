import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf } from '../../lib/sched/columns.ts';
import { burst } from '../../lib/sched/load/burst.ts';
import type { Load } from '../../lib/sched/load/load.ts';
import { onOff } from '../../lib/sched/load/on-off.ts';
import { pareto } from '../../lib/sched/load/pareto.ts';
import { sine } from '../../lib/sched/load/sine.ts';
import { startLoad } from '../../lib/sched/load/start-load.ts';

const base = { vms: 20, steps: 2000, peak: { cpu: 3, memory: '1KiB' }, idle: { cpu: 1 } } as const;
const LOADS: readonly [Load, number][] = [
  [sine({ ...base, period: 50 }), 0.5],
  [onOff({ ...base, on: 5, off: 15 }), 0.25],
  [burst({ ...base, length: 5, every: 15 }), 0.25],
  [pareto({ ...base, on: 5, off: 15, shape: 2.5 }), 0.25],
];

/** The cores that each VM wants in each step. */
function cpuOf(load: Load, seed = 1): number[][] {
  const count = load.only?.length ?? load.vms;
  const columns = columnsOf(count);
  const next = startLoad(load, columns, seed);
  return Array.from({ length: load.steps }, () => {
    next();
    return [...columns.cpu];
  });
}

for (const [load, level] of LOADS) {
  const { name } = load;
  test(`${name} stays between idle and peak, and is on as long as it is told, on average`, () => {
    const values = cpuOf(load).flat();
    assert.ok(values.every((value) => value >= 1 && value <= 3));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.ok(Math.abs((mean - 1) / 2 - level) < 0.03, `${(mean - 1) / 2} is not near ${level}`);
  });

  test(`${name} is the same for the same seed, and a VM has the same load whoever else is there`, () => {
    const steps = cpuOf(load);
    assert.deepEqual(cpuOf(load), steps);
    assert.notDeepEqual(cpuOf(load, 2), steps);
    assert.deepEqual(
      cpuOf({ ...load, only: [3, 7] }),
      steps.map((step) => [step[3], step[7]]),
    );
  });
}

test('a sine comes back after its period, and no two VMs are in step', () => {
  const steps = cpuOf(sine({ ...base, period: 50 }));
  steps[0].forEach((value, vm) => {
    assert.ok(Math.abs(steps[1950][vm] - value) < 1e-9);
  });
  assert.equal(new Set(steps[0]).size, base.vms);
});

test('Pareto times are rare and long: the longest of many is far over that of exponential ones', () => {
  const longest = (load: Load) => {
    let [most, now] = [0, 0];
    for (const [value] of cpuOf({ ...load, only: [0] })) {
      now = value === 3 ? now + 1 : 0;
      most = Math.max(most, now);
    }
    return most;
  };
  const long = { ...base, vms: 1, steps: 50_000, on: 5, off: 15 };
  assert.ok(longest(pareto({ ...long, shape: 1.3 })) > 3 * longest(onOff(long)));
});

test('what is left out of the peak is not used, and what has no sense is refused', () => {
  const columns = columnsOf(20);
  startLoad(LOADS[0][0], columns, 1)();
  assert.ok(columns.read.every((value) => value === 0));
  assert.throws(() => sine({ ...base, period: 0 }), /a period of more than 0 s/);
  assert.throws(() => sine({ ...base, vms: 0, period: 1 }), /a number of VMs/);
  assert.throws(() => pareto({ ...base, on: 1, off: 1, shape: 1 }), /a shape over 1/);
  for (const make of [sine, burst, onOff, pareto]) {
    assert.throws(() => make(undefined as never), { code: 'BAD_INPUT' });
    assert.throws(() => make({ ...base, peek: { cpu: 1 } } as never), { code: 'BAD_INPUT', message: /got 'peek'/ });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { beginLoop, follow, type LoopSpec, type LoopState } from '../../../lib/replay/guest/closed-loop.ts';
import { wape } from '../../../lib/stats/wape.ts';
import { type Plant, simulate } from './plant.ts';

const STEPS = 60;

/** Between 0.2 and 0.8 cores, in waves and jumps. */
const varying = Float64Array.from(
  { length: STEPS },
  (_, step) => 0.5 + 0.2 * Math.sin(step / 3) + (step % 7 < 2 ? 0.1 : -0.1),
);

const specOf = (target: Float64Array, { asked = target, seconds = 1 } = {}): LoopSpec => ({
  interval: new Float64Array(target.length).fill(seconds),
  target,
  asked,
  most: 1,
});

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe('what the host sees of a domain is held to the target', () => {
  const plants: Record<string, Plant> = {
    'with no overhead': { overhead: () => 0 },
    'with an overhead that is always the same': { overhead: () => 0.12 },
    'with one in proportion to what burns, as under emulation': { overhead: (_, burning) => 0.15 * burning + 0.02 },
    'with one that jumps now and then': { overhead: (time) => (Math.floor(time / 8) % 2 ? 0.15 : 0.01) },
    'with one that comes in bursts': { overhead: (time) => (time % 1.3 < 0.2 ? 0.4 : 0.02) },
    'where the guest counts what others took from it': { overhead: (_, burning) => -0.2 * burning },
    'where others take a third of it': { overhead: (_, burning) => -0.33 * burning + 0.05 },
    'where others take from it now and then': {
      overhead: (time, burning) => (time % 6 < 2 ? -0.3 : 0.1) * burning,
    },
    'where corrections arrive late': { overhead: () => 0.12, delay: 0.15 },
    'where they arrive after the next reading': { overhead: () => 0.12, delay: 0.35 },
    'where the counter moves in ticks of 10 ms': { overhead: () => 0.12, tick: 0.01 },
    'where some readings fail': { overhead: () => 0.12, lost: [7, 8, 9, 10, 50, 51, 99] },
  };
  for (const [name, plant] of Object.entries(plants)) {
    test(name, () => {
      const used = simulate(specOf(varying), plant);
      const off = sum(used) / sum(varying) - 1;
      assert.ok(Math.abs(off) < 0.02, `its total is off by ${off}`);
      assert.ok(wape(varying, used) < 0.08, `WAPE ${wape(varying, used)}`);
    });
  }

  test('where an earlier recording of the overhead said too little', () => {
    const asked = varying.map((cores) => cores - 0.05);
    const used = simulate(specOf(varying, { asked }), { overhead: () => 0.12 });
    assert.ok(wape(varying, used) < 0.01, `WAPE ${wape(varying, used)}`);
  });

  test('which an open loop does not', () => {
    const used = varying.map((cores) => cores + 0.12);
    assert.ok(wape(varying, used) > 0.2);
  });
});

describe('where it cannot be held', () => {
  const quiet = Float64Array.from({ length: STEPS }, (_, step) => (step < 20 || step >= 30 ? 0.4 : 0.05));

  test('because the overhead is above the target, the steps after it are as recorded: nothing winds up', () => {
    const used = simulate(specOf(quiet), { overhead: () => 0.2 });
    for (let step = 20; step < 30; step++) assert.ok(Math.abs(used[step]! - 0.2) < 0.01, `step ${step}: ${used[step]}`);
    for (let step = 31; step < 40; step++) assert.ok(Math.abs(used[step]! - 0.4) < 0.02, `step ${step}: ${used[step]}`);
  });

  test('because the guest stood still, it does not make up for it', () => {
    const target = new Float64Array(STEPS).fill(0.5);
    const stopped = (time: number, burning: number) => (time >= 20 && time < 25 ? -burning : 0.1);
    const used = simulate(specOf(target), { overhead: stopped });
    for (let step = 27; step < STEPS; step++) assert.ok(used[step]! < 0.53, `step ${step}: ${used[step]}`);
  });
});

test('a command is never negative, nor above what the vCPUs can do', () => {
  const readings = fc.array(fc.double({ min: 0, max: 4, noNaN: false }), { minLength: 1, maxLength: 40 });
  const targets = fc.array(fc.oneof(fc.double({ min: 0, max: 2, noNaN: true }), fc.constant(Number.NaN)), {
    minLength: 10,
    maxLength: 10,
  });
  fc.assert(
    fc.property(targets, readings, (target, used) => {
      const spec = specOf(Float64Array.from(target));
      let state: LoopState = beginLoop(spec);
      for (const [index, reading] of used.entries()) {
        const step = Math.floor(index / 4);
        if (step >= target.length) return;
        state = follow(spec, state, { step, elapsed: ((index % 4) + 1) / 4, used: reading });
        assert.ok(state.command >= 0 && state.command <= spec.most + 1e-9, `${state.command}`);
      }
    }),
  );
});

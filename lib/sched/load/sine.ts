import type { Duration } from '../../core/units.ts';
import { type Random, seededRandom } from '../../stats/random.ts';
import { greater } from '../lesser.ts';
import { bindLoop, type ColumnLoop } from '../loop.ts';
import { checkOptions, type Load, type LoadOptions, lengthFrom, loadOf } from './load.ts';

export interface SineOptions extends LoadOptions {
  /** From one peak to the next. */
  readonly period: Duration;
}

/**
 * VMs that rise and fall between idle and peak, each from a point of the wave of its own: days and nights of many time zones.
 *
 * @throws InputError for a count, a time or an amount that has no sense
 * @example sched.load.sine({ vms: 100, steps: 288, interval: '5min', period: '24h', peak: { cpu: 2, memory: '4GiB' } })
 */
export function sine(options: SineOptions): Load {
  checkOptions(options, ['period']);
  return loadOf({ kind: 'sine', period: lengthFrom(options.period, 'a period') }, options, 'sine');
}

/** Each call of what is returned writes the levels of the next step, at its start. @param seeds one a VM */
export function startSine(
  { period, interval }: { period: number; interval: number },
  seeds: readonly number[],
  levels: Float64Array,
): () => void {
  const phases = seeds.map((seed) => phaseOf(seededRandom(seed)));
  const [x, y] = [Float64Array.from(phases, Math.cos), Float64Array.from(phases, Math.sin)];
  const angle = (2 * Math.PI * interval) / period;
  const [turnX, turnY] = [Math.cos(angle), Math.sin(angle)];
  const turn = bindLoop(TURN, { x, y, levels });
  return () => turn(turnX, turnY);
}

const phaseOf = (random: Random): number => 2 * Math.PI * random();

/** A vector turned on by an angle is far cheaper than a sine; rounding moves it by less than 1e-12 in 10,000 steps. */
export const TURN: ColumnLoop<'x' | 'y' | 'levels'> = {
  name: 'turn',
  run({ x, y, levels }, turnX, turnY) {
    for (let vm = 0; vm < levels.length; vm++) {
      const [across, up] = [x[vm], y[vm]];
      levels[vm] = greater(0.5 - 0.5 * across, 0);
      x[vm] = across * turnX - up * turnY;
      y[vm] = across * turnY + up * turnX;
    }
  },
};

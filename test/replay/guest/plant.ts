/** A domain as the host sees it, simulated: for what closes the loop around it. */
import { beginLoop, follow, type LoopSpec } from '../../../lib/replay/guest/closed-loop.ts';
import { loopGrid } from '../../../lib/replay/guest/loop-grid.ts';

export interface Plant {
  /** Cores that the domain uses beside what burns, at a time (s), while so many cores burn. */
  readonly overhead: (time: number, burning: number) => number;
  /** From a reading to the moment when the burners do as it says, s. */
  readonly delay?: number;
  /** Core-seconds in which the counter moves. */
  readonly tick?: number;
  /** Readings that fail, by their number. */
  readonly lost?: readonly number[];
}

const MOMENT = 0.005;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** @returns cores that the host counts in each step */
export function simulate(spec: LoopSpec, { overhead, delay = 0.03, tick = 0, lost = [] }: Plant): number[] {
  const { at, points } = loopGrid(spec.interval);
  const told = spec.asked.slice();
  const coming: { at: number; step: number; cores: number }[] = [];
  const used = Array.from(spec.interval, () => 0);
  let [state, burned, step, start] = [beginLoop(spec), 0, 0, 0];
  let [next, first] = [1, 0];
  for (let moment = 0; next < points.length; moment++) {
    const time = moment * MOMENT;
    while (coming[0] && coming[0].at <= time) {
      const order = coming.shift()!;
      told[order.step] = order.cores;
    }
    if (time - start >= spec.interval[step]! - 1e-9)
      [start, step, burned] = [start + spec.interval[step]!, step + 1, 0];
    while (next < points.length && at[next]! / 1e9 <= time + 1e-9) {
      const point = points[next]!;
      const counter = sum(used);
      const read = tick > 0 ? Math.floor(counter / tick) * tick : counter;
      state = follow(spec, state, { ...point, used: lost.includes(next) ? Number.NaN : read - first });
      if (point.elapsed === spec.interval[point.step]) first = read;
      coming.push({ at: time + delay, step: state.step, cores: state.command });
      next++;
    }
    if (step >= used.length) break;
    const owed = told[step]! * (time - start + MOMENT) - burned;
    const burn = Math.min(Math.max(owed, 0), spec.most * MOMENT);
    burned += burn;
    used[step]! += burn + Math.min(overhead(time, burn / MOMENT), spec.most) * MOMENT;
  }
  return used.map((coreSeconds, index) => coreSeconds / spec.interval[index]!);
}

/**
 * Closes the loop over the host while a replay runs: reads the domain's counter, decides (closed-loop.ts), and tells the agent.
 */
import type { Counter } from '../../record/counter.ts';
import { startSampler } from '../../record/sampler.ts';
import { beginLoop, follow, foresee, type LoopSpec, type LoopState } from './closed-loop.ts';
import { Corrections } from './corrections.ts';
import { type GridPoint, loopGrid } from './loop-grid.ts';

export interface LoopParts {
  readonly spec: LoopSpec;
  /** Of the whole domain's CPU time, on the host. */
  readonly counter: Counter;
  /** The first step: CLOCK_MONOTONIC ns. */
  readonly origin: bigint;
  readonly tell: (lines: readonly string[]) => Promise<void>;
}

export interface ClosedLoop {
  readonly figures: LoopFigures;
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}

export interface LoopFigures {
  /** Corrections sent, and those that the guest did not take. */
  readonly sent: number;
  readonly failed: number;
  /** Steps in which the domain used more than the target without any burning. */
  readonly above: number;
}

/** @example const loop = closeLoop({ spec, counter, origin, tell: (lines) => load.tell(lines) }) */
export function closeLoop({ spec, counter, origin, tell }: LoopParts): ClosedLoop {
  const { at, points } = loopGrid(spec.interval);
  const corrections = new Corrections(spec, tell);
  let [state, start, above] = [beginLoop(spec), Number.NaN, 0];
  const sampler = startSampler({ cpu: counter }, { origin, at }, (index) => {
    const [point, used] = [points[index] as GridPoint, sampler.values.cpu?.[index] ?? Number.NaN];
    if (index > 0) {
      const next = follow(spec, state, { ...point, used: used - start });
      if (next.step > state.step && isAbove(spec, state, used - start)) above++;
      state = next;
      corrections.want(commandsOf(spec, state));
    }
    if (point.elapsed === (spec.interval[point.step] as number) || index === 0) start = used;
  });
  return {
    get figures() {
      return { sent: corrections.sent, failed: corrections.failed, above };
    },
    stop: async () => {
      sampler.running.stop();
      await corrections.settled;
    },
  };
}

/** In s: so near to a step's end the next one is told of, too, since it begins before more is known. */
const NEAR = 0.3;

function commandsOf(spec: LoopSpec, state: LoopState): Map<number, number> {
  const isNear = (spec.interval[state.step] ?? 0) - state.elapsed <= NEAR;
  const steps: [number, number][] = [[state.step, state.command]];
  if (isNear) steps.push([state.step + 1, foresee(spec, state)]);
  return new Map(steps.filter(([step]) => (spec.target[step] ?? Number.NaN) >= 0));
}

/** Nobody can burn less than nothing. */
const isAbove = ({ interval, target }: LoopSpec, { step, burned }: LoopState, used: number): boolean => {
  const wanted = (target[step] ?? Number.NaN) * (interval[step] ?? 0);
  return used > wanted * 1.05 + 0.01 && burned < 0.05 * used;
};

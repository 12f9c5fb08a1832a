import { deadlines } from '../../core/clock.ts';
import { targetsOf } from '../../load/agent-writes.ts';
import type { StepTargets } from '../../load/spec.ts';
import { stepLine } from '../../load/step-lines.ts';
import type { Trace } from '../../trace/trace.ts';

/** What an agent in a guest is told, as lines, batch by batch: so a clock that drifts is followed, and one that stalls has enough to do. */
export interface Orders {
  /** How many steps there are. */
  readonly steps: number;
  /** When the last step ends, in ns after the start. */
  readonly end: number;
  /**
   * The steps from one on that start within the time.
   *
   * @param until ns after the start
   * @param origin the start by the agent's clock
   * @returns their lines, `end` after the last, and which step comes next
   */
  batch(from: number, until: number, origin: bigint): { readonly lines: readonly string[]; readonly next: number };
}

/** @example ordersOf(plan.asked, ['cpu']).batch(0, 10e9, 123n).lines[0] // 'step 0 123 1000000123 cpu=0.5' */
export function ordersOf(asked: Trace, resources: readonly (keyof StepTargets)[]): Orders {
  const ends = deadlines(asked.interval);
  const edge = (step: number): number => (step === 0 ? 0 : (ends[step - 1] as number));
  const line = (index: number, origin: bigint): string => {
    const [start, end] = [edge(index), edge(index + 1)].map((ns) => origin + BigInt(ns)) as [bigint, bigint];
    return stepLine({ index, start, end }, targetsOf(asked, resources, index)).trimEnd();
  };
  return {
    steps: ends.length,
    end: edge(ends.length),
    batch(from, until, origin) {
      const lines: string[] = [];
      let next = from;
      while (next < ends.length && edge(next) < until && next - from < MOST) lines.push(line(next++, origin));
      return { lines: next === ends.length && next > from ? [...lines, 'end'] : lines, next };
    },
  };
}

/** Lines in a file; steps of 1 ms have these in 10 s. */
const MOST = 10_000;

import { edges, overlaps } from './overlap.ts';
import { createTrace, type Trace } from './trace.ts';

export interface Subtraction {
  readonly trace: Trace;
  /** Core-seconds of overhead that were more than there was to subtract from. */
  readonly clipped: number;
  /** Seconds of the trace's recorded CPU for which the overhead was not recorded: there nothing was subtracted. */
  readonly uncoveredSeconds: number;
}

/**
 * A trace's CPU less what an overhead already uses, joined by time from the start of both (their steps need not be alike).
 * The other resources stay. No step goes below 0: what would, is `clipped`.
 *
 * @param overhead what a replay without CPU used
 * @example const { trace: rest, clipped } = subtract(trace, overhead);
 */
export function subtract(trace: Trace, overhead: Trace): Subtraction {
  const { used, covered } = overheadOf(trace, overhead);
  const cpu = trace.cpu.slice();
  const times = edges(trace.interval);
  let [clipped, uncoveredSeconds] = [0, 0];
  for (let step = 0; step < cpu.length; step++) {
    const cores = cpu[step] as number;
    // As the overlaps have it, so that a step that is covered whole is so without rounding.
    const seconds = (times[step + 1] as number) - (times[step] as number);
    if (Number.isNaN(cores) || seconds === 0) continue;
    const rest = cores - (used[step] as number) / seconds;
    cpu[step] = Math.max(0, rest);
    clipped += Math.max(0, -rest) * seconds;
    uncoveredSeconds += Math.max(0, seconds - (covered[step] as number));
  }
  return { trace: createTrace(trace.name, { ...trace, cpu }), clipped, uncoveredSeconds };
}

/** Core-seconds of overhead in each step of the trace, and for how many seconds it was recorded. */
function overheadOf(trace: Trace, overhead: Trace): { used: Float64Array; covered: Float64Array } {
  const used = new Float64Array(trace.interval.length);
  const covered = new Float64Array(trace.interval.length);
  for (const { from, onto, seconds } of overlaps(overhead.interval, trace.interval)) {
    const cores = overhead.cpu[from] as number;
    if (Number.isNaN(cores)) continue;
    used[onto] = (used[onto] as number) + cores * seconds;
    covered[onto] = (covered[onto] as number) + seconds;
  }
  return { used, covered };
}

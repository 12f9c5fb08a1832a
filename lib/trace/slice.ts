import { InputError } from '../core/errors.ts';
import { edges } from './overlap.ts';
import { pick, type Step } from './pick.ts';
import type { Trace } from './trace.ts';

/**
 * A part of a trace. A step that the cut goes through keeps its cores and memory, and has its bytes by the part of its time that
 * is left.
 *
 * @param from start, in s from the trace's start
 * @param to end, in s; the trace's end by default, or if it is later
 * @throws InputError unless 0 ≤ from ≤ to
 * @example slice(trace, 60, 120) // its second minute
 */
export function slice(trace: Trace, from: number, to = Number.POSITIVE_INFINITY): Trace {
  if (!(from >= 0 && to >= from))
    throw new InputError({ expected: 'times with 0 ≤ from ≤ to', received: `${from}, ${to}` });
  const times = edges(trace.interval);
  const steps: Step[] = [];
  for (let step = 0; step < trace.interval.length; step++) {
    const [start, end] = [times[step] as number, times[step + 1] as number];
    if (start >= from && end <= to && start < to)
      steps.push({ from: step, seconds: trace.interval[step] as number, share: 1 });
    else if (end > from && start < to) steps.push(cut(step, { start, end }, { start: from, end: to }));
  }
  return pick(trace, steps);
}

interface Window {
  readonly start: number;
  readonly end: number;
}

function cut(step: number, whole: Window, window: Window): Step {
  const seconds = Math.min(whole.end, window.end) - Math.max(whole.start, window.start);
  return { from: step, seconds, share: seconds / (whole.end - whole.start) };
}

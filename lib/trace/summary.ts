/**
 * A trace in a few numbers: total, mean, peak, and a line small enough to draw in a table.
 */
import { durationOf, RESOURCES, type Resource, type Trace } from './trace.ts';

export const SPARKLINE_POINTS = 60;

/**
 * One resource over a whole recording. `cpu` is in cores and `memory` in bytes, so their totals are core-seconds and
 * byte-seconds; of the others the total is in bytes, and mean, peak and sparkline are bytes per second.
 */
export interface ResourceSummary {
  readonly total: number;
  /** Over the time in which it was recorded. */
  readonly mean: number;
  /** Of the highest step. */
  readonly peak: number;
  /** Means over 60 equal parts of the recording; NaN where nothing was recorded. */
  readonly sparkline: Float64Array;
}

/** Each resource; one that was never recorded is absent. */
export type Summary = { readonly [resource in Resource]?: ResourceSummary };

/** @example summarize(trace).cpu?.mean // 0.4, in cores */
export function summarize(trace: Trace): Summary {
  const summaries = new Summaries(durationOf(trace));
  let start = 0;
  for (let step = 0; step < trace.interval.length; step++) {
    const seconds = trace.interval[step] as number;
    for (const resource of RESOURCES) summaries.add(resource, trace[resource][step] as number, { start, seconds });
    start += seconds;
  }
  return summaries.finish();
}

export interface Span {
  /** In s from the start of the recording. */
  readonly start: number;
  /** Its length, in s. */
  readonly seconds: number;
}

/** True for what is a level (cores, bytes in use), false for what is an amount within the step. */
export const isLevel = (resource: Resource): boolean => resource === 'cpu' || resource === 'memory';

/** Takes one step after the other and needs no more memory for more of them. */
export class Summaries {
  private readonly running = new Map<Resource, Running>();
  private readonly width: number;

  constructor(duration: number) {
    this.width = duration / SPARKLINE_POINTS;
  }

  add(resource: Resource, value: number, span: Span): void {
    if (Number.isNaN(value)) return;
    const running = this.running.get(resource) ?? createRunning();
    this.running.set(resource, running);
    const amount = isLevel(resource) ? value * span.seconds : value;
    running.total += amount;
    running.seconds += span.seconds;
    if (span.seconds === 0) return;
    running.peak = Math.max(running.peak, amount / span.seconds);
    spread(running, amount / span.seconds, span, this.width);
  }

  finish(): Summary {
    return Object.fromEntries([...this.running].map(([resource, running]) => [resource, finished(running)]));
  }
}

interface Running {
  total: number;
  seconds: number;
  peak: number;
  readonly amounts: Float64Array;
  readonly lengths: Float64Array;
}

const createRunning = (): Running => ({
  total: 0,
  seconds: 0,
  peak: 0,
  amounts: new Float64Array(SPARKLINE_POINTS),
  lengths: new Float64Array(SPARKLINE_POINTS),
});

function spread({ amounts, lengths }: Running, rate: number, { start, seconds }: Span, width: number): void {
  const last = Math.min(SPARKLINE_POINTS - 1, Math.floor((start + seconds) / width));
  for (let point = Math.min(last, Math.floor(start / width)); point <= last; point++) {
    const within = Math.min(start + seconds, (point + 1) * width) - Math.max(start, point * width);
    if (within <= 0) continue;
    amounts[point] = (amounts[point] as number) + rate * within;
    lengths[point] = (lengths[point] as number) + within;
  }
}

const finished = ({ total, seconds, peak, amounts, lengths }: Running): ResourceSummary => ({
  total,
  mean: total / seconds,
  peak,
  sparkline: amounts.map((amount, point) => amount / (lengths[point] as number)),
});

import type { Schedule } from '../native.ts';

/** A line for an agent, a value for a cgroup file, a command for `tc -batch`: what, and when (ns after the run's start). */
export interface TimedWrite {
  readonly at: number;
  readonly text: string;
  /** The step that this very write sets going: it is late when the write is. An agent's line comes before its step, and has none. */
  readonly step?: number;
}

/** Where one engine's writes go: a path, or a descriptor that the clock will own. */
export interface WriteStream {
  readonly sink: string | number;
  readonly writes: readonly TimedWrite[];
}

/** All engines' writes as one schedule for one step clock, in the order of their time. */
export function toSchedule(origin: bigint, streams: readonly WriteStream[]): Schedule {
  const all = inOrder(streams);
  return {
    origin,
    at: Float64Array.from(all, ({ at }) => at),
    sink: Uint32Array.from(all, ({ sink }) => sink),
    text: all.map(({ text }) => text),
    sinks: streams.map(({ sink }) => sink),
  };
}

/** The step that each action of that schedule sets going, if any. */
export const scheduledSteps = (streams: readonly WriteStream[]): (number | undefined)[] =>
  inOrder(streams).map(({ step }) => step);

const inOrder = (streams: readonly WriteStream[]) =>
  streams
    .flatMap(({ writes }, sink) => writes.map((write) => ({ ...write, sink })))
    .sort((one, other) => one.at - other.at);

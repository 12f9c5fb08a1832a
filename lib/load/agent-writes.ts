import { deadlines } from '../core/clock.ts';
import type { Trace } from '../trace/trace.ts';
import type { StepTargets } from './spec.ts';
import { stepLine } from './step-lines.ts';
import type { TimedWrite } from './timed-writes.ts';

/** An agent gets its line this long before the step starts, and waits for the start itself. */
const LEAD_NS = 50e6;
/** After the last step the pipe stays open this long: its end would end the agent before its last word. */
const FAREWELL_NS = 100e6;

/** What the step clock will write to an agent so that it follows the target, from `origin` (ns of CLOCK_MONOTONIC) on. */
export function agentWrites(target: Trace, resources: readonly (keyof StepTargets)[], origin: bigint): TimedWrite[] {
  const ends = deadlines(target.interval);
  const absolute = (ns: number) => origin + BigInt(ns);
  const lines = Array.from(ends, (end, index): TimedWrite => {
    const start = index === 0 ? 0 : (ends[index - 1] as number);
    const targets = targetsOf(target, resources, index);
    return { at: start - LEAD_NS, text: stepLine({ index, start: absolute(start), end: absolute(end) }, targets) };
  });
  const last = ends.at(-1) ?? 0;
  return [...lines, { at: last, text: 'end\n' }, { at: last + FAREWELL_NS, text: '' }];
}

/** What one step asks for; what was not recorded is left out. */
export const targetsOf = (target: Trace, resources: readonly (keyof StepTargets)[], step: number): StepTargets =>
  Object.fromEntries(
    resources.map((name) => [name, target[name][step] as number]).filter(([, value]) => !Number.isNaN(value)),
  );

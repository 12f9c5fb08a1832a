import { deadlines } from '../../core/clock.ts';
import type { Shaper } from '../../driver/local/network/shaper.ts';
import type { TimedWrite } from '../../load/timed-writes.ts';
import type { Trace } from '../../trace/trace.ts';

/**
 * How far the class is open above its busiest step: it is a ceiling for mistakes, not the means of control. A sender that was kept from the
 * CPU for some ms has to catch up within its step, and a tight class would spread that over the next ones: on a busy machine 1.1 and a class
 * that follows each step came out several per cent off, 1.5 to 4 some tenths.
 */
const HEADROOM = 2;
/** The least a ceiling is, in bytes a second: a receiver of next to nothing still gets its packets at once. */
const LEAST = 125_000;

/** In bytes a second, over the whole run. */
export function ceilingOf({ rx, interval }: Trace): number {
  const rates = rx.map((bytes, step) => bytes / (interval[step] as number));
  return Math.max(LEAST, rates.reduce((most, rate) => Math.max(most, rate || 0), 0) * HEADROOM);
}

/** What a class's tc is told: to show its counter at the start of the run and at the end of each step. */
export function commandsOf({ interval }: Trace, shaper: Shaper, minor: number): TimedWrite[] {
  const text = shaper.showLine(minor);
  return [0, ...deadlines(interval)].map((at) => ({ at, text }));
}

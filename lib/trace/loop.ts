import { InputError } from '../core/errors.ts';
import { pick, type Step } from './pick.ts';
import type { Trace } from './trace.ts';

/**
 * The trace again and again. Steps of length 0, which only mark a start, are not repeated.
 *
 * @param times how often in all, from 1
 * @throws InputError for what is not a whole number of 1 or more
 * @example loop(trace, 3) // three times as long
 */
export function loop(trace: Trace, times: number): Trace {
  if (!(Number.isInteger(times) && times >= 1))
    throw new InputError({ expected: 'a whole number of 1 or more', received: times });
  const once: Step[] = Array.from(trace.interval, (seconds, from) => ({ from, seconds, share: 1 }));
  const again = once.filter(({ seconds }) => seconds > 0);
  return pick(trace, [...once, ...Array.from({ length: times - 1 }, () => again).flat()]);
}

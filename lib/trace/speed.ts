import { InputError } from '../core/errors.ts';
import { createTrace, type Trace } from './trace.ts';

/**
 * The same steps, faster or slower: their lengths are divided by the factor. Cores, memory, and the bytes of each step stay as
 * they are, so twice as fast is twice the bytes per second, half the core-seconds, and the same bytes in all.
 *
 * @throws InputError for a factor that is not above 0
 * @example speed(trace, 2) // 10 min become 5 min
 */
export function speed(trace: Trace, factor: number): Trace {
  if (!(factor > 0 && Number.isFinite(factor)))
    throw new InputError({ expected: 'a factor above 0', received: factor });
  return createTrace(trace.name, { ...trace, interval: trace.interval.map((seconds) => seconds / factor) });
}

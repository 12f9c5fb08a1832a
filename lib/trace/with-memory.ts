import { overlaps } from './overlap.ts';
import { checkInterval, placeLevel } from './resample.ts';
import { createTrace, type Trace } from './trace.ts';

/**
 * The trace with memory from another record of the same time, joined from the start of both: each step has the mean of the
 * record over its time, and NaN where the record has ended. Memory that the trace had is replaced.
 *
 * @param record lengths of its steps in s, and bytes in use in each (see readMemoryRecord)
 * @throws InputError for lengths that are not numbers of 0 or more
 * @example withMemory(trace, await readMemoryRecord(source))
 */
export function withMemory(trace: Trace, record: Pick<Trace, 'interval' | 'memory'>): Trace {
  checkInterval(record.interval);
  const parts = [...overlaps(record.interval, trace.interval)];
  return createTrace(trace.name, { ...trace, memory: placeLevel(record.memory, parts, trace.interval.length) });
}

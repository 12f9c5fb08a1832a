import { InputError } from '../../../core/errors.ts';
import { edges } from '../../overlap.ts';
import { isLevel } from '../../summary.ts';
import { createTrace, RESOURCES, type Recording, type Trace } from '../../trace.ts';
import type { ReadRescoin } from './read.ts';

/**
 * Logs of one run of ResCoin, a VM each, as one recording. It wrote them line by line at the same times; a log that ends sooner, or
 * lacks lines, was not recorded in the others' steps.
 *
 * @throws InputError for logs that have a line at a time that the longest has none at, and for two of one name
 * @example joinRescoin([await readRescoin(first), await readRescoin(second)])
 */
export function joinRescoin(logs: readonly ReadRescoin[]): Recording {
  const longest = logs.reduce((found, log) => (log.trace.interval.length > found.trace.interval.length ? log : found));
  const steps = new Map(timesOf(longest).map((time, step) => [time, step]));
  const names = new Set(logs.map(({ trace }) => trace.name));
  if (names.size < logs.length)
    throw new InputError({ expected: 'a name of its own for each log', received: [...names].join(', ') });
  const traces = logs.map((log) => (log === longest ? log.trace : placed(log, longest.trace, steps)));
  return { host: {}, traces, start: longest.start };
}

/** When each line was written, in whole ms: sums of lengths are not the same sums in every log. */
const timesOf = ({ trace, start }: ReadRescoin): number[] =>
  Array.from(edges(trace.interval).subarray(0, -1), (seconds) => Math.round(Date.parse(start) + 1000 * seconds));

function placed(log: ReadRescoin, { interval }: Trace, steps: ReadonlyMap<number, number>): Trace {
  const at = timesOf(log).map((time) => steps.get(time) ?? stray(log.trace.name, time));
  const columns = RESOURCES.map((resource) => {
    const column = new Float64Array(interval.length).fill(Number.NaN);
    for (const [line, step] of at.entries()) {
      // Where the next line lacks, the log's own step is longer: bytes within it are a rate that was held.
      const share = isLevel(resource) ? 1 : interval[step]! / log.trace.interval[line]!;
      column[step] = share * log.trace[resource][line]!;
    }
    return [resource, column];
  });
  return createTrace(log.trace.name, { interval, ...Object.fromEntries(columns) });
}

function stray(name: string, time: number): never {
  throw new InputError({
    file: name,
    column: 'time',
    expected: 'the times of the longest log: those of one run',
    received: time / 1000,
    advice: 'Read logs of different runs one by one',
  });
}

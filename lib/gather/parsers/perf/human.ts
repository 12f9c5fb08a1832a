/**
 * `perf stat` as it prints for people: a head, a line a count, and how long it took.
 */
import { readLines } from '../text/lines.ts';
import { nothingFound, type Origin } from '../text/place.ts';
import { PerfReport } from './human-report.ts';
import type { PerfStatOutput } from './output.ts';

/** @throws InputError */
export function readPerfText(text: string, origin: Origin): PerfStatOutput {
  const report = new PerfReport(origin);
  const ending = readLines(text, (line) => report.add(line));
  if (report.samples.length === 0) throw nothingFound(origin, 'counts of perf stat', text);
  return { samples: report.samples, ...ending };
}

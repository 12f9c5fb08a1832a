import { readLines } from '../text/lines.ts';
import { nothingFound, type Origin } from '../text/place.ts';
import type { IostatOutput } from './output.ts';
import { IostatReports } from './reports.ts';

/** @throws InputError */
export function readIostatTables(text: string, origin: Origin): IostatOutput {
  const reports = new IostatReports(origin);
  const ending = readLines(text, (line) => reports.add(line));
  if (reports.samples.length === 0) throw nothingFound(origin, "iostat's head: Device …, or avg-cpu: …", text);
  const { host, samples } = reports;
  return { host, samples, truncated: ending.truncated, notes: [...ending.notes, ...reports.notes()] };
}

/**
 * `perf stat -x,`: [time] [what it is of [CPUs]] count, unit, event, [cgroup], [noise of -r], run time in ns, percentage, and what perf derives.
 */
import { type Line, readLines } from '../text/lines.ts';
import { isDecimal, isWhole } from '../text/number.ts';
import { nothingFound, type Origin, refusal } from '../text/place.ts';
import { isCount, readCount } from './count.ts';
import type { PerfCount, PerfStatOutput } from './output.ts';
import { PerfSamples } from './samples.ts';

/** @throws InputError */
export function readPerfCsv(text: string, origin: Origin): PerfStatOutput {
  const samples = new PerfSamples();
  const ending = readLines(text, (line) => {
    if (line.text.trim() === '' || line.text.startsWith('# started on') || isDerived(line.text)) return;
    const { seconds, count } = readRow(line, origin);
    samples.add(count, seconds);
  });
  if (samples.list.length === 0) throw nothingFound(origin, 'counts of perf stat', text);
  return { samples: samples.list, ...ending };
}

/** A line of its own for what perf derives from two events, with nothing where others have a count and an event: `,,,,,0.08,stalled cycles per insn` */
function isDerived(text: string): boolean {
  const [one, two, three, figure, unit] = text.split(',').slice(-5);
  return unit !== '' && isDecimal(figure) && [one, two, three].every((cell) => cell === '');
}

function readRow({ text, number: line }: Line, origin: Origin): { seconds: number; count: PerfCount } {
  const cells = text.split(',').map((cell) => cell.trim());
  const seconds = isTime(cells[0]) ? Number(cells.shift()) : Number.NaN;
  const of = cells.length > 0 && !isCount(cells[0]) ? cells.shift() : undefined;
  const cpus = of !== undefined && isWhole(cells[0]) && isCount(cells[1]) ? Number(cells.shift()) : Number.NaN;
  const [count = '', unit = '', ...rest] = cells;
  const { event, after } = takeEvent(rest);
  const told = takeRun(after);
  if (event === '' || isCount(event) || !told)
    throw refusal({ origin, line }, "a count's line: count, unit, event, run time …", text);
  return {
    seconds,
    count: { event, unit, ...readCount(count, unit, { origin, line, column: event }), of, cpus, ...told },
  };
}

/** With `-I`: as no count, nine digits after the point. */
const isTime = (cell: string | undefined): boolean => /^\d+\.\d{9}$/.test(cell ?? '');

/** Commas within `cpu/event=0x2e,umask=0x41/` are not of the CSV. */
function takeEvent(cells: readonly string[]): { event: string; after: readonly string[] } {
  const isWholeName = (upTo: number) => (cells.slice(0, upTo).join().split('/').length - 1) % 2 === 0;
  let length = 1;
  while (length < Math.min(cells.length, MOST_PARTS) && !isWholeName(length)) length++;
  return { event: cells.slice(0, length).join(), after: cells.slice(length) };
}
const MOST_PARTS = 20;

type Told = Pick<PerfCount, 'cgroup' | 'runSeconds' | 'runningShare'>;

/** Only run time and percentage are a whole number and one with two digits after the point, next to each other. */
function takeRun(cells: readonly string[]): Told | undefined {
  const at = [0, 1, 2].find((index) => isWhole(cells[index]) && isPercentage(cells[index + 1]));
  if (at === undefined) return undefined;
  const [cgroup, ...others] = cells.slice(0, at).filter((cell) => !/^\d+\.\d\d%$/.test(cell));
  if (others.length > 0) return undefined;
  const runSeconds = Number(cells[at]) / 1e9;
  // of no time at all, perf says 100.00
  return { cgroup, runSeconds, runningShare: runSeconds > 0 ? Number(cells[at + 1]) / 100 : Number.NaN };
}

const isPercentage = (cell: string | undefined): boolean => isDecimal(cell) && /\.\d\d?$/.test(cell);

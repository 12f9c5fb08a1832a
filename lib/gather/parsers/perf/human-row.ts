/**
 * A count's line: [time] [what it is of [CPUs]] count [unit] event [cgroup] [# what perf derives] [( +- noise )] [(percentage)]
 */
import type { Line } from '../text/lines.ts';
import { isWhole } from '../text/number.ts';
import { type Origin, refusal } from '../text/place.ts';
import { isCount, readCount } from './count.ts';
import type { PerfCount } from './output.ts';

/** @param withTime as with `-I` @throws InputError */
export function readPerfRow(line: Line, withTime: boolean, origin: Origin): { seconds: number; count: PerfCount } {
  const place = { origin, line: line.number };
  const words = wordsOf(line.text);
  const time = withTime ? words.shift() : undefined;
  const of = takeNames(words);
  const cpus = of !== undefined && isWhole(words[0]) && isCount(words[1]) ? Number(words.shift()) : Number.NaN;
  const named = takeEvent(words.slice(1));
  if ((withTime && !/^\d+\.\d{9}$/.test(time ?? '')) || !named)
    throw refusal(place, "a count's line: count, unit, event", line.text);
  const cell = readCount(words[0] ?? '', named.unit, { ...place, column: named.event });
  const told = { of, cpus, runSeconds: Number.NaN, runningShare: percentageIn(line.text) };
  return { seconds: Number(time ?? Number.NaN), count: { ...named, ...cell, ...told } };
}

/** `<not counted>` is one. */
const wordsOf = (text: string): string[] => withoutDerived(text).match(/<not (?:counted|supported)>|\S+/g) ?? [];

/** A thread's name may have spaces. */
function takeNames(words: string[]): string | undefined {
  const length = words.findIndex(isCount);
  return length > 0 ? words.splice(0, length).join(' ') : undefined;
}

/** @returns undefined where there is none: an event is no number */
function takeEvent(words: readonly string[]): Pick<PerfCount, 'unit' | 'event' | 'cgroup'> | undefined {
  const hasUnit = UNITS.has(words[0] ?? '');
  const [event, cgroup, ...others] = hasUnit ? words.slice(1) : words;
  if (!event || isCount(event) || others.length > 0) return undefined;
  return { unit: hasUnit ? (words[0] as string) : '', event, cgroup };
}

const withoutDerived = (text: string): string =>
  text
    .split(/ # /, 1)
    .join()
    .replace(PERCENTAGE, '')
    .replace(/\( \+-[^()]*\) *$/, '');

/** Only where the event had to share a counter. */
const PERCENTAGE = /\((\d{1,3}\.\d\d)%\) *$/;
const percentageIn = (text: string): number => Number(PERCENTAGE.exec(text)?.[1] ?? Number.NaN) / 100;

/** perf's own, and those of the kernel's PMUs (their `.unit` files). */
const UNITS: ReadonlySet<string> = new Set([
  ...['msec', 'ns', 'Joules', 'Watts', 'C'],
  ...['B', 'Bytes', 'bytes', 'KB', 'KiB', 'MB', 'MiB', 'GB', 'GiB'],
]);

/**
 * A count's line: [time] [what it is of [CPUs]] count [unit] event [cgroup] [# what perf derives] [( +- noise )] [(percentage)]
 */
import type { Line } from '../text/lines.ts';
import { isWhole } from '../text/number.ts';
import { type Origin, refusal } from '../text/place.ts';
import { isCount, readCount } from './count.ts';
import type { PerfCount } from './output.ts';

/** @param withTime as with `-I` @throws InputError */
export function readPerfRow({ text, number: line }: Line, withTime: boolean, origin: Origin) {
  const words = wordsOf(text);
  const time = withTime ? words.shift() : undefined;
  const names = takeNames(words);
  const cpus = names !== undefined && isWhole(words[0]) && isCount(words[1]) ? Number(words.shift()) : Number.NaN;
  const [count, ...rest] = words;
  const [unit, event, cgroup, ...others] = UNITS.has(rest[0] ?? '') ? rest : ['', ...rest];
  const badTime = withTime && !/^\d+\.\d{9}$/.test(time ?? '');
  if (badTime || count === undefined || !event || isCount(event) || others.length > 0)
    throw refusal({ origin, line }, "a count's line: count, unit, event", text);
  const cell = readCount(count, unit as string, { origin, line, column: event });
  const told = { cpus, runSeconds: Number.NaN, runningShare: percentageIn(text) };
  const result: PerfCount = { event, ...cell, unit: unit as string, cgroup, of: names, ...told };
  return { seconds: time === undefined ? Number.NaN : Number(time), count: result };
}

/** `<not counted>` is one. */
const wordsOf = (text: string): string[] => withoutDerived(text).match(/<not (?:counted|supported)>|\S+/g) ?? [];

/** A thread's name may have spaces. */
function takeNames(words: string[]): string | undefined {
  const length = words.findIndex(isCount);
  return length > 0 ? words.splice(0, length).join(' ') : undefined;
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

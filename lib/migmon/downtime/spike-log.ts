/**
 * mig_mon's spike log: lines of `timestamp,delay`, in s since 1970 and whole ms. The first has no delay but −1, as an unsigned 64-bit number: it
 * marks when the first delay was taken, against which the others are held. A spike is a delay of at least twice that.
 */
import { InputError } from '../../core/errors.ts';
import { linesOf } from '../../core/lines.ts';
import { readText } from '../../host/local/files.ts';

/** −1 as mig_mon writes it, which is more than a number of JavaScript holds exactly. */
export const NO_DELAY = '18446744073709551615';

/** Millions of spikes. */
const MOST_BYTES = 2 ** 28;

/** A moment at which the guest was not heard of for longer than before. */
export interface Spike {
  /** s since 1970, whole */
  readonly timestamp: number;
  /** ms, whole */
  readonly delay: number;
}

/** mig_mon's log of spikes, as data. */
export interface SpikeLog {
  /** When the first delay was taken, s since 1970; `NaN` in a log that is empty yet. */
  readonly start: number;
  readonly spikes: readonly Spike[];
}

/**
 * Reads a spike log, of vmlab or of mig_mon, also while it is being written.
 *
 * @throws HostError where the file cannot be read. @throws InputError, with file and line, for what is no such log, or over 256 MiB
 * @example (await migmon.readSpikeLog('spike.log')).spikes.map(({ delay }) => delay) // ms
 */
export const readSpikeLog = async (path: string): Promise<SpikeLog> =>
  parseSpikeLog(path, await readText(path, MOST_BYTES));

/** The same of its text. @param file named in errors */
export function parseSpikeLog(file: string, text: string): SpikeLog {
  const spikes: Spike[] = [];
  let [start, line] = [Number.NaN, 0];
  const end = text.lastIndexOf('\n'); // what has no newline yet is not whole
  if (end < 0) return { start, spikes };
  for (const row of linesOf(text.slice(0, end))) {
    const spike = parseLine(row, { file, line: ++line });
    if (line === 1) start = spike.timestamp;
    else spikes.push(spike);
  }
  return { start, spikes };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function parseLine(text: string, place: Place): Spike {
  const match = /^(\d+),(\d+)$/.exec(text);
  const isFirst = place.line === 1;
  if (!match || (match[2] === NO_DELAY) !== isFirst)
    throw new InputError({
      ...place,
      expected: isFirst ? `'timestamp,${NO_DELAY}'` : "'timestamp,delay'",
      received: text,
    });
  return { timestamp: Number(match[1]), delay: isFirst ? Number.NaN : Number(match[2]) };
}

/** A log's text, as both tools write it. @example formatSpikeLog({ start: 1700000000, spikes: [{ timestamp: 1700000004, delay: 312 }] }) */
export function formatSpikeLog({ start, spikes }: SpikeLog): string {
  if (Number.isNaN(start)) return '';
  const lines = [`${start},${NO_DELAY}`, ...spikes.map(({ timestamp, delay }) => `${timestamp},${delay}`)];
  return lines.map((line) => `${line}\n`).join('');
}

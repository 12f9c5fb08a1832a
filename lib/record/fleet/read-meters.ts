/**
 * What a VM used between two samples of its counters.
 */
import { RESOURCES } from '../../trace/trace.ts';
import type { Meter, MeteredVm } from './meters.ts';

export interface Reading {
  /** In the order of RESOURCES: cores, bytes in use, bytes in the step. NaN: not recorded. */
  readonly usage: Float64Array;
  /** Counters that went backwards. */
  readonly reset: readonly Meter[];
  /** Counters that cannot be read now, and could be the last time, or are new. */
  readonly unreadable: readonly Meter[];
  /** No counter of it could be read. */
  readonly isGone: boolean;
}

const CPU = RESOURCES.indexOf('cpu');
const MEMORY = RESOURCES.indexOf('memory');

/**
 * Takes a sample of a VM: its meters keep what they said. Several disks, or cards, are one sum; where one of them is not known, nor is the sum.
 *
 * @param texts of its meters; empty: it could not be read
 * @param seconds the length of the step that it ends
 */
export function readMeters({ meters, nothing, isNew }: MeteredVm, texts: readonly string[], seconds: number): Reading {
  const usage = nothing.slice();
  const [reset, unreadable]: [Meter[], Meter[]] = [[], []];
  for (const [index, meter] of meters.entries()) {
    const said = saidBy(meter, texts[index] as string);
    if (isBackwards(meter, said)) reset.push(meter);
    if (Number.isNaN(said) && (isNew || !Number.isNaN(meter.last))) unreadable.push(meter);
    usage[meter.resource] = (usage[meter.resource] as number) + used(meter, said, seconds);
    meter.last = said;
    meter.text = texts[index] as string;
  }
  return { usage: isNew ? usage.fill(Number.NaN) : usage, reset, unreadable, isGone: isGone(meters, texts) };
}

function saidBy({ counter: { parse, empty = Number.NaN }, last, text: before }: Meter, text: string): number {
  if (text === '') return empty;
  return text === before ? last : parse(text);
}

const isBackwards = ({ resource, last }: Meter, said: number): boolean => resource !== MEMORY && said < last;

/** A counter that went backwards is a gap, not a huge number. */
function used(meter: Meter, said: number, seconds: number): number {
  if (meter.resource === MEMORY) return said;
  const growth = isBackwards(meter, said) ? Number.NaN : said - meter.last;
  return meter.resource === CPU ? growth / seconds : growth;
}

/** A file that may be empty (`io.stat` before the first byte) does not tell whether the VM is there, unless there is no other. */
function isGone(meters: readonly Meter[], texts: readonly string[]): boolean {
  const telling = texts.filter((_, index) => meters[index]?.counter.empty === undefined);
  return (telling.length > 0 ? telling : texts).every((text) => text === '');
}

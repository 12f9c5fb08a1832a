/**
 * Which pages are dirtied, in what order.
 */
import { InputError } from '../../core/errors.ts';
import type { TaskSettings } from '../../native.ts';

/** A share of the writes goes to a share of the pages, the first of the memory. */
export interface Hotspot {
  /** Share of the pages, above 0 and below 1. */
  readonly pages: number;
  /** Share of the writes, 0 to 1. */
  readonly writes: number;
}

/** The k-th page is written k^exponent times less often than the first. */
export interface Zipf {
  /** 0.01 to 10 */
  readonly exponent: number;
}

/** As mig_mon: all pages in turn, any page, or each once and then none. */
const PLAIN = ['sequential', 'random', 'once'] as const;

/** Checked: with all its figures. */
export type PatternSpec = (typeof PLAIN)[number] | { readonly hotspot: Hotspot } | { readonly zipf: Zipf };

/**
 * As a user writes it: `'sequential'`, `'random'`, `'once'`; `'hotspot'` is `{ hotspot: { pages: 0.1, writes: 0.9 } }`, `'zipf'` is
 * `{ zipf: { exponent: 0.99 } }` (as YCSB has it).
 */
export type DirtyPattern =
  | (typeof PLAIN)[number]
  | 'hotspot'
  | 'zipf'
  | { readonly hotspot: Partial<Hotspot> }
  | { readonly zipf: Partial<Zipf> };

const HOTSPOT: Hotspot = { pages: 0.1, writes: 0.9 };
const ZIPF: Zipf = { exponent: 0.99 };

/** @throws InputError for one that there is not. @example checkPattern('zipf') // { zipf: { exponent: 0.99 } } */
export function checkPattern(received: DirtyPattern): PatternSpec {
  const plain = PLAIN.find((name) => name === received);
  if (plain !== undefined) return plain;
  const [[name, figures] = [], ...others] = Object.entries(
    typeof received === 'string' ? { [received]: {} } : received,
  );
  if (others.length === 0 && name === 'hotspot') return { hotspot: checkHotspot({ ...HOTSPOT, ...figures }) };
  if (others.length === 0 && name === 'zipf') return { zipf: checkZipf({ ...ZIPF, ...figures }) };
  throw new InputError({
    expected:
      "a pattern: 'sequential', 'random', 'once', 'hotspot', 'zipf' or { hotspot: { pages: 0.1, writes: 0.9 } }",
    received: typeof received === 'string' ? received : JSON.stringify(received),
  });
}

/** @example patternName({ zipf: { exponent: 1 } }) // 'zipf' */
export const patternName = (pattern: PatternSpec): string =>
  typeof pattern === 'string' ? pattern : (Object.keys(pattern)[0] as string);

/** What native code is told. */
export function patternSettings(pattern: PatternSpec): TaskSettings {
  if (typeof pattern === 'string') return { pattern };
  if ('zipf' in pattern) return { pattern: 'zipf', exponent: pattern.zipf.exponent };
  return { pattern: 'hotspot', hot_pages: pattern.hotspot.pages, hot_writes: pattern.hotspot.writes };
}

function checkHotspot({ pages, writes, ...others }: Hotspot): Hotspot {
  checkNoOthers(others, 'pages and writes');
  if (!(pages > 0 && pages < 1))
    throw new InputError({ expected: 'a share of the pages between 0 and 1', received: pages });
  if (!(writes >= 0 && writes <= 1))
    throw new InputError({ expected: 'a share of the writes from 0 to 1', received: writes });
  return { pages, writes };
}

function checkZipf({ exponent, ...others }: Zipf): Zipf {
  checkNoOthers(others, 'exponent');
  if (exponent >= 0.01 && exponent <= 10) return { exponent };
  throw new InputError({ expected: 'an exponent from 0.01 to 10', received: exponent });
}

function checkNoOthers(others: object, known: string): void {
  const [name] = Object.keys(others);
  if (name !== undefined) throw new InputError({ expected: `nothing but ${known}`, received: name });
}

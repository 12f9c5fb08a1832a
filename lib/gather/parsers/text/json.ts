/**
 * JSON of tools: read as `unknown`, asked member by member, and mended where the tool was killed as it wrote.
 */
import type { Ending } from '../parsed.ts';
import { WHOLE } from './lines.ts';
import { type Origin, refusal } from './place.ts';

export interface ParsedJson {
  readonly value: unknown;
  readonly ending: Ending;
}

/** @throws InputError for what is neither JSON nor the beginning of some */
export function parseJson(text: string, origin: Origin): ParsedJson {
  try {
    return { value: JSON.parse(text), ending: WHOLE };
  } catch (error) {
    return parseCut(text, origin, error as Error);
  }
}

function parseCut(text: string, origin: Origin, error: Error): ParsedJson {
  const mended = closed(text);
  try {
    const notes = ['The JSON is cut off: what was not complete at its end was left out'];
    if (mended !== undefined) return { value: JSON.parse(mended), ending: { truncated: true, notes } };
  } catch {} // damaged elsewhere, too: told below
  throw refusal({ origin, line: 1 }, `the JSON of ${origin.tool}`, error.message);
}

/** Ends the text after the last object or array in it that is complete; undefined if it is not open at its end. */
function closed(text: string): string | undefined {
  let open: readonly string[] = [];
  let good: { end: number; open: readonly string[] } | undefined;
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') {
      if (open.length === DEEPEST) return undefined;
      open = [...open, token === '[' ? ']' : '}'];
    } else if (token.length === 1) {
      open = open.slice(0, -1);
      good = { end: index + 1, open };
    }
  }
  if (!good || open.length === 0) return undefined;
  return text.slice(0, good.end) + [...good.open].reverse().join('');
}
const DEEPEST = 50;

/** A value within others; undefined if one of them is not there. @example member(value, 'config', 'c_info', 'name') */
export const member = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (isObject(at) && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** NaN if it is not there, or no number of 0 or more. */
export function numberAt(value: unknown, ...path: readonly string[]): number {
  const found = member(value, ...path);
  return typeof found === 'number' && found >= 0 ? found : Number.NaN;
}

/** Undefined if it is not there, or no text. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = member(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** None if it is not there, or no array. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = member(value, ...path);
  return Array.isArray(found) ? found : [];
}

/**
 * What a task is told and tells, as JSON: lists are arrays there, and what is not recorded is null.
 */
import type { TaskRecord, TaskSettings } from '../../native.ts';

/** @example settingsText({ rate: 5, faults: Float64Array.of(7) }) // '{"rate":5,"faults":[7]}' */
export const settingsText = (settings: TaskSettings): string =>
  JSON.stringify(settings, (_, value) => (value instanceof Float64Array ? Array.from(value) : value));

/**
 * A record as the addon tells it.
 *
 * @returns undefined for a line that is none: a warning of a library
 * @example parseRecord('{"type":"second","rate":null,"bins":[1]}') // { type: 'second', rate: NaN, bins: Float64Array [1] }
 */
export function parseRecord(line: string): TaskRecord | undefined {
  const fields = objectOf(line);
  if (typeof fields.type !== 'string') return undefined;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, read(value)]));
}

function objectOf(line: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}

const read = (value: unknown): number | string | Float64Array =>
  Array.isArray(value) ? Float64Array.from(value, numberOf) : typeof value === 'string' ? value : numberOf(value);

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

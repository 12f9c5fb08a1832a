import { inspect } from 'node:util';
import { formatDuration, formatRate, formatSize } from '../core/units.ts';
import { fit, wrap } from './terminal/cells.ts';

/** What builders and handles are told in base units, by its name; everywhere the same. */
const UNITS: Readonly<Record<string, (value: number) => string>> = {
  size: formatSize,
  rate: formatRate,
  bandwidth: formatRate,
  every: formatDuration,
  for: formatDuration,
  outage: formatDuration,
  connectTimeout: formatDuration,
};

const WIDTH = 80;

/**
 * A builder or a handle as it prints: what it is, what it was told in units that people read, a line each, and what to call next.
 *
 * @example specText('DirtyMemory', { size: 67108864 }, ['.run()']) // 'DirtyMemory\n  size  64 MiB\nnext: .run()'
 */
export function specText(title: string, spec: object, next: readonly string[] = []): string {
  const told = Object.entries(spec).filter(([, value]) => !isNothing(value));
  const widest = Math.max(0, ...told.map(([key]) => key.length));
  const lines = told.flatMap(([key, value]) => {
    const [first, ...more] = linesOf(key, value, WIDTH - widest - 4);
    return [`  ${key.padEnd(widest)}  ${first}`, ...more.map((line) => `${' '.repeat(widest + 4)}${line}`)];
  });
  return [title, ...lines, ...(next.length > 0 ? [`next: ${next.join('  ')}`] : [])].join('\n');
}

const isNothing = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** What is a list of things has a line for each, of words as many in a line as fit. */
function linesOf(key: string, value: unknown, width: number): string[] {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return wrap(value.join(', '), width);
  if (Array.isArray(value)) return value.map((each) => fit(wordOf(key, each), width));
  return [typeof value === 'object' ? fit(wordOf(key, value), width) : wordOf(key, value)];
}

function wordOf(key: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return UNITS[key]?.(value) ?? String(value);
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, compact: true });
}

import type { GatherTable } from './table.ts';

/** A row a line, with a head whose names carry the units: `name,cpu_seconds,mean_cores`. */
export function tableCsv({ columns, rows }: GatherTable): string {
  const head = ['name', ...columns.map(({ key }) => underscored(key))];
  const lines = rows.map(({ name, values }) => [name, ...columns.map(({ key }) => number(values[key]))]);
  return [head, ...lines].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

/** @example underscored('readBytesPerSecond') // 'read_bytes_per_second' */
const underscored = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What was not recorded is empty. */
const number = (value = Number.NaN): string => (Number.isNaN(value) ? '' : String(value));

/** RFC 4180 */
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

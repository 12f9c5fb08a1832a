import {
  formatCores,
  formatDuration,
  formatRate,
  formatSize,
  parseDuration,
  parseSize,
  significant,
} from '../core/units.ts';
import type { Unit } from './report.ts';

/** How the numbers of one column or axis are written: `value / factor`, under a head that says `label`. */
export interface Scale {
  /** `''` for a plain number. */
  readonly label: string;
  /** Base units in one of the label's: 1048576 for MiB. */
  readonly factor: number;
  /** A value with its unit, for where it is far too small for the scale. */
  readonly format: (value: number) => string;
}

/**
 * The unit that suits the greatest of some values.
 *
 * @example scaleOf('bytes', [512, 3 * 2 ** 20]) // { label: 'MiB', factor: 1048576 … }
 */
export function scaleOf(unit: Unit, values: Iterable<number>): Scale {
  const greatest = greatestOf(values);
  if (unit === 'bytes') return bytes(greatest);
  if (unit === 'bytes/s') return { ...bytes(greatest), label: `${bytes(greatest).label}/s`, format: formatRate };
  if (unit === 's') return seconds(greatest);
  if (unit === 'cores') return { label: 'cores', factor: 1, format: formatCores };
  if (unit === 'fraction') return { label: '%', factor: 0.01, format: (value) => `${significant(value / 0.01)} %` };
  return { label: unit, factor: 1, format: (value) => `${significant(value)} ${unit}`.trimEnd() };
}

/** A value on a scale, without the unit that the head says: `'1.5'`; with it where that would print as nothing: `'512 B'`. */
export function scaled(value: number, { factor, format }: Scale): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  return isSmall(value, factor) ? format(value) : significant(value / factor);
}

const isSmall = (value: number, factor: number): boolean => value !== 0 && Math.abs(value / factor) < 0.001;

/** A value with the unit that suits it best: `'61 us'`; 0 has none. */
export function withUnit(value: number, unit: Unit): string {
  const scale = scaleOf(unit, [value]);
  if (value === 0) return '0';
  return isSmall(value, scale.factor) ? scale.format(value) : `${scaled(value, scale)} ${scale.label}`.trimEnd();
}

/** `'memory (MiB)'`, or the name alone for a plain number. */
export const headOf = (name: string, { label }: Scale): string => (label === '' ? name : `${name} (${label})`);

function greatestOf(values: Iterable<number>): number {
  let greatest = 0;
  for (const value of values) if (Number.isFinite(value)) greatest = Math.max(greatest, Math.abs(value));
  return greatest;
}

function bytes(greatest: number): Scale {
  const label = unitOf(formatSize(greatest));
  return { label, factor: parseSize(`1${label}`), format: formatSize };
}

/** Columns of times stay in seconds, so that 59 s and 61 s are compared at a glance; below a second, ms and us. */
function seconds(greatest: number): Scale {
  const label = greatest > 0 && greatest < 1 ? unitOf(formatDuration(greatest)) : 's';
  return { label, factor: parseDuration(`1${label}`), format: formatDuration };
}

const unitOf = (text: string): string => text.slice(text.indexOf(' ') + 1);

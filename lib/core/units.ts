/**
 * Units live here and nowhere else. Inside vmlab a number is in base units: bytes, seconds, bytes per second, cores.
 * A string carries its unit: `K M G T` and `KiB MiB …` are 1024-based (as in QEMU), `kB MB GB TB` 1000-based,
 * `kbit Mbit Gbit` bits (as in tc), `us ms s min h` time.
 */
import { InputError } from './errors.ts';

const SIZES: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
};
const BITS: Readonly<Record<string, number>> = { bit: 1 / 8, kbit: 1e3 / 8, Mbit: 1e6 / 8, Gbit: 1e9 / 8 };
const TIMES: Readonly<Record<string, number>> = { '': 1, us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600 };

/** A number of bytes, or a string with a unit: `'16G'`, `'1.5MiB'`, `'200MB'`. */
export type Size = number | string;
/** Bytes per second, or a string: `'500M'`, `'500MiB/s'`, `'100Mbit'`. */
export type Rate = number | string;
/** Seconds, or a string: `'50ms'`, `'10s'`, `'2min'`. */
export type Duration = number | string;

/** @returns bytes. @throws InputError for a string without sense or a negative number. @example parseSize('16G') // 17179869184 */
export const parseSize = (size: Size, what = 'a size'): number =>
  Math.round(parse(size, SIZES, `${what} such as 4096, '512M' or '16GiB'`));

/** @returns bytes per second. @throws InputError as parseSize. @example parseRate('100Mbit') // 12500000 */
export const parseRate = (rate: Rate, what = 'a rate'): number =>
  parse(perSecond(rate), { ...SIZES, ...BITS }, `${what} such as '500M', '500MiB/s' or '100Mbit'`);

/** @returns seconds. @throws InputError as parseSize. @example parseDuration('50ms') // 0.05 */
export const parseDuration = (duration: Duration, what = 'a duration'): number =>
  parse(duration, TIMES, `${what} such as 1.5, '50ms' or '2min'`);

const perSecond = (rate: Rate): Rate => (typeof rate === 'string' ? rate.replace(/\/s$/, '') : rate);

function parse(value: number | string, units: Readonly<Record<string, number>>, expected: string): number {
  const [number, unit] = typeof value === 'number' ? [value, ''] : split(value);
  const factor = units[unit];
  if (factor === undefined || !Number.isFinite(number) || number < 0)
    throw new InputError({ expected, received: value });
  return number * factor;
}

function split(text: string): [number, string] {
  const match = /^\s*(\d+\.?\d*|\.\d+)\s*([A-Za-z]*)\s*$/.exec(text);
  return match ? [Number(match[1]), match[2] ?? ''] : [Number.NaN, ''];
}

/** Bytes for people, 1024-based: `'1.5 GiB'`. */
export const formatSize = (bytes: number): string => scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);

/** Bytes per second for people: `'12 MiB/s'`. */
export const formatRate = (bytesPerSecond: number): string => `${formatSize(bytesPerSecond)}/s`;

/** Seconds for people: `'650 ms'`, `'11 min 6 s'`. */
export function formatDuration(seconds: number): string {
  if (Number.isNaN(seconds)) return '–';
  if (seconds === 0) return '0 s';
  if (seconds < 1) return scaled(seconds * 1e6, 1000, ['us', 'ms', 's']);
  if (seconds < 60) return `${significant(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Cores for people: `'1.5 cores'`. */
export const formatCores = (cores: number): string => (Number.isNaN(cores) ? '–' : `${significant(cores)} cores`);

/** CPU time for people: `'12.5 core-s'`. */
export const formatCoreSeconds = (seconds: number): string =>
  Number.isNaN(seconds) ? '–' : `${significant(seconds)} core-s`;

function scaled(value: number, base: number, units: readonly string[]): string {
  if (Number.isNaN(value)) return '–';
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log(Math.abs(value) || 1) / Math.log(base))));
  return `${significant(value / base ** power)} ${units[power]}`;
}

/** Three significant digits, without exponents or trailing zeros: 0.0456, 1.5, 812. */
export const significant = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

/**
 * Values as kernels and hypervisors have them, as people read them. Nothing that limits is `none`.
 */
import { formatCores, formatDuration, formatRate, formatSize } from '../../core/units.ts';

export const NONE = 'none';

/** v1 has no word for it, but the greatest number of pages that there can be. */
const UNLIMITED = 2 ** 62;

/** @example memoryText('9223372036854771712') // 'none' */
export const memoryText = (bytes: string): string =>
  bytes === 'max' || Number(bytes) >= UNLIMITED || Number(bytes) < 0 ? NONE : formatSize(Number(bytes));

export const kibibytesText = (text: string): string => formatSize(Number(text) * 1024);

const MICROSECONDS = 1e6;
export const DEFAULT_PERIOD = '100000';

/** @param quota in us each `period`; less than 1 is none. @example quotaText('50000', '100000') // '0.5 cores' */
export const quotaText = (quota: string, period: string = DEFAULT_PERIOD): string =>
  Number(quota) > 0 ? formatCores(Number(quota) / Number(period)) : NONE;

export const microsecondsText = (text: string): string => formatDuration(Number(text) / MICROSECONDS);

/** In percent of one CPU. @example capText('50') // '0.5 cores' */
export const capText = (percent: string): string => quotaText(percent, '100');

/** What 0 and 'max' do not limit. @example rateText('0') // 'none' */
export const rateText = (bytes: string): string => limited(bytes, formatRate);
export const operationsText = (count: string): string => limited(count, (number) => `${number} a second`);
export const countText = (count: string): string => limited(count, String);

const limited = (text: string, format: (value: number) => string): string =>
  Number(text) > 0 ? format(Number(text)) : NONE;

/** libvirt's, average, peak and burst: of 1000 bytes. @example tapRateText('1000,0,0') // '977 KiB/s' */
export const tapRateText = (kilobytes: string): string => rateText(String(Number(kilobytes.split(',')[0]) * 1000));

/** libvirt's nine values of a disk, of which the first three are limits. @example throttleText('0 500 0 0 0 0 0 0 0', rateText) // 'read 500 B/s' */
export function throttleText(values: string, format: (value: string) => string): string {
  const limits = ['total', 'read', 'write'].map((name, at) => [name, values.split(' ')[at] ?? '0'] as const);
  const set = limits.filter(([, value]) => value !== '0').map(([name, value]) => `${name} ${format(value)}`);
  return set.length === 0 ? NONE : set.join(', ');
}

/**
 * The units of libvirt's tunables, in which they differ from ours: nowhere else are they converted. Sources: virDomainSetSchedulerParameters
 * of libvirt-domain, virsh(1), cgroup-v2.rst.
 */
import type { Amount } from '../../../cgroup/limits/amount.ts';
import { sharesOf, weightOf } from '../../../cgroup/limits/weight.ts';

/** Balloon: whole KiB. The kernel's limits are rounded down as well. @example kibibytes(1048577) // '1024' */
export const kibibytes = (bytes: number): string => String(Math.floor(bytes / 1024));
export const fromKibibytes = (text: string): number => Number(text || Number.NaN) * 1024;

/** Disks: bytes or operations a second, 0 being no limit. @example throttle('max') // '0' */
export const throttle = (amount: Amount): string => (amount === 'max' ? '0' : String(amount));
export const fromThrottle = (text: string): Amount => (Number(text) === 0 ? 'max' : Number(text));

/** Network: libvirt says "kilobytes", and means 1000 bytes, since it hands them to tc as `kbps`. 0 is no limit. */
export const kilobytes = (bytesPerSecond: Amount): string =>
  bytesPerSecond === 'max' ? '0' : String(Math.max(1, Math.round(bytesPerSecond / 1000)));
export const fromKilobytes = (text: string): Amount => (Number(text) === 0 ? 'max' : Number(text) * 1000);

/** What `cpu_shares` is: on cgroup v1 shares (2 to 262144), on v2 the kernel's weight itself (1 to 10000). */
export type ShareScale = 'shares' | 'weight';

/** @example sharesIn('shares', 100) // '1024' */
export const sharesIn = (scale: ShareScale, weight: number): string =>
  String(scale === 'shares' ? sharesOf(weight) : weight);
export const fromShares = (scale: ShareScale, text: string): number =>
  scale === 'shares' ? weightOf(Number(text)) : Number(text);

/** libvirt tells the scale only when it is asked for what is on neither. @example shareScaleOf("shares '1000000' must be in range [2, 262144]") */
export const shareScaleOf = (refusal: string): ShareScale | undefined => {
  const lowest = /in range \[(\d+), /.exec(refusal)?.[1];
  return lowest === undefined ? undefined : SCALES[lowest];
};

const SCALES: Readonly<Record<string, ShareScale>> = { '2': 'shares', '1': 'weight' };

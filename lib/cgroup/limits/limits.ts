/**
 * What a cgroup is told, in cgroup v2 terms and base units, already checked. What is absent stays as it is.
 * Source: Documentation/admin-guide/cgroup-v2.rst.
 */
import type { Rate } from '../../core/units.ts';
import { type Amount, parseCount, parseRateLimit } from './amount.ts';
import type { Quota } from './quota.ts';

export interface Limits {
  readonly cpu?: Quota;
  /** 1 to 10000. */
  readonly weight?: number;
  /** CPUs as the kernel lists them: '0-1'. */
  readonly cpus?: string;
  /** Bytes. */
  readonly memory?: Amount;
  readonly io?: IoLimits;
  readonly pids?: Amount;
}

/** Bytes and operations a second of one whole disk, `device` being its numbers: '254:0'. */
export interface IoLimits {
  readonly device: string;
  readonly read?: Amount;
  readonly write?: Amount;
  readonly readIops?: Amount;
  readonly writeIops?: Amount;
}

/** As IoLimits, with units; `device` may also be a path: '/dev/vda'. */
export interface IoLimitsInput {
  readonly device: string;
  readonly read?: Rate | 'max';
  readonly write?: Rate | 'max';
  readonly readIops?: number | 'max';
  readonly writeIops?: number | 'max';
}

/** @param device the disk's numbers, found from the path. @throws InputError for a rate under 1. */
export function parseIoLimits({ read, write, readIops, writeIops }: IoLimitsInput, device: string): IoLimits {
  return {
    device,
    ...(read !== undefined && { read: parseRateLimit(read, 'a read rate') }),
    ...(write !== undefined && { write: parseRateLimit(write, 'a write rate') }),
    ...(readIops !== undefined && { readIops: parseCount(readIops, 'a number of reads a second') }),
    ...(writeIops !== undefined && { writeIops: parseCount(writeIops, 'a number of writes a second') }),
  };
}

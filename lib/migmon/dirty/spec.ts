/**
 * What dirties memory is told, as data.
 */
import { InputError } from '../../core/errors.ts';
import { type Duration, formatSize, parseSize, type Size } from '../../core/units.ts';
import { type Checks, checkDuration, checkFlag, checkOptions, checkSeed, checkWhole } from '../check-options.ts';
import type { Placed } from '../machine.ts';
import { checkRate, type DirtyRate, type RateSpec } from './dirty-rate.ts';
import { checkPageSize, type PageSize, pageBytes, STEP_BYTES } from './page-size.ts';
import { checkPattern, type DirtyPattern, type PatternSpec } from './pattern.ts';

/** As a user writes it; each is also a method of the builder. */
export interface DirtyOptions {
  /** How much memory; `'512M'` unless told. */
  readonly size?: Size;
  /** How much of it is dirtied a second, all threads together; as fast as it goes unless told. */
  readonly rate?: DirtyRate;
  /** Which pages; `'sequential'` unless told. */
  readonly pattern?: DirtyPattern;
  /** `'4k'` unless told; `'2m'` and `'1g'` are taken from the machine's reserve of huge pages. */
  readonly pageSize?: PageSize;
  /** 1 unless told. Sequential threads have each its own share of the memory, others write anywhere. */
  readonly threads?: number;
  /** Whether each access is timed. */
  readonly latency?: boolean;
  /** How long; until stopped unless told, or to the end of the Trace that `rate` follows. */
  readonly for?: Duration;
  /** Of the patterns that draw pages. */
  readonly seed?: number;
}

/** Checked, in base units: bytes, bytes/s, s. */
export interface DirtySpec extends Placed {
  readonly size: number;
  readonly rate?: RateSpec;
  readonly pattern: PatternSpec;
  readonly pageSize: PageSize;
  readonly threads: number;
  readonly latency: boolean;
  readonly for?: number;
  readonly seed?: number;
}

/** mig_mon's. */
export const DEFAULTS: DirtySpec = {
  size: 512 * 2 ** 20,
  pattern: 'sequential',
  pageSize: '4k',
  threads: 1,
  latency: false,
};

const MOST_BYTES = 2 ** 50;

const CHECKS: Checks<DirtyOptions, DirtySpec> = {
  size: checkSize,
  rate: checkRate,
  pattern: checkPattern,
  pageSize: checkPageSize,
  threads: checkWhole({ what: 'a number of threads', least: 1, most: 1024 }),
  latency: checkFlag,
  for: checkDuration,
  seed: checkSeed,
};

/** A spec with some options changed. @throws InputError for one that cannot be right, that there is not, or that does not go with others */
export function dirtySpec(spec: DirtySpec, options: DirtyOptions): DirtySpec {
  const changed: DirtySpec = Object.freeze({ ...spec, ...checkOptions(options, CHECKS) });
  checkWholePages(changed);
  checkOnce(changed);
  return changed;
}

/** Memory that is dirtied once is so as it is made present, by all CPUs: there is nothing to pace, to share out or to time. */
function checkOnce({ pattern, rate, threads, latency }: DirtySpec): void {
  const told = [
    ...(rate === undefined ? [] : ['a rate']),
    ...(threads > 1 ? ['threads'] : []),
    ...(latency ? ['latency'] : []),
  ];
  if (pattern === 'once' && told.length > 0)
    throw new InputError({
      expected: "no rate, threads or latency where the pattern is 'once'",
      received: told.join(', '),
    });
}

function checkSize(received: Size): number {
  const bytes = parseSize(received, 'how much memory');
  if (bytes > 0 && bytes <= MOST_BYTES) return bytes;
  throw new InputError({ expected: "how much memory, above 0 and up to 1024 TiB, such as '16G'", received });
}

function checkWholePages({ size, pageSize, threads }: DirtySpec): void {
  if (size % pageBytes(pageSize) !== 0)
    throw new InputError({ expected: `a size of whole pages of ${formatSize(pageBytes(pageSize))}`, received: size });
  if (size / STEP_BYTES < threads)
    throw new InputError({ expected: `no more threads than pages (${size / STEP_BYTES})`, received: threads });
}

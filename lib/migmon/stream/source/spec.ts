/**
 * What a migration's source is told, as data.
 */
import { InputError } from '../../../core/errors.ts';
import { type Duration, parseRate, type Rate, type Size } from '../../../core/units.ts';
import {
  type Checks,
  checkDuration,
  checkFlag,
  checkHost,
  checkOptions,
  checkSeed,
  checkWhole,
} from '../../check-options.ts';
import type { Placed } from '../../machine.ts';
import { checkRequests, checkSize } from '../check.ts';
import { pagesOf } from '../defaults.ts';
import { checkContents, type PageContents } from './contents.ts';

/** As a user writes it; each is also a method of the builder. */
export interface SourceOptions {
  /** Where the destination is: a name, or an IPv4 or IPv6 address. */
  readonly to?: string;
  /** Of the destination; 12323 unless told, as mig_mon. */
  readonly port?: number;
  /** Sends all pages in turn, as fast as it goes, or as `bandwidth` allows. */
  readonly precopy?: boolean;
  /** Has the destination request pages, which are sent at once, before the next page of precopy. */
  readonly postcopy?: boolean;
  /** Of the emulated VM; 1 TiB unless told. A destination that requests what is not within it breaks off: tell both ends the same. */
  readonly size?: Size;
  /** Connections that precopy is spread over, as multifd; 1 unless told. */
  readonly channels?: number;
  /** A connection of their own for requested pages, as QEMU's postcopy-preempt. */
  readonly preempt?: boolean;
  /** What the pages hold; zeros unless told. */
  readonly contents?: PageContents;
  /** The most that precopy uses, of all channels together; unlimited unless told. */
  readonly bandwidth?: Rate;
  /** Page requests that the destination keeps in flight; as many as it was told itself (1) unless told. */
  readonly requests?: number;
  /** How long; until stopped unless told. */
  readonly for?: Duration;
  /** Of the random contents. */
  readonly seed?: number;
  /** How long to wait for the destination to answer. */
  readonly connectTimeout?: Duration;
}

/** Checked, in base units: bytes, bytes/s, s. */
export interface SourceSpec extends Placed {
  readonly to?: string;
  readonly port?: number;
  readonly precopy?: boolean;
  readonly postcopy?: boolean;
  readonly size?: number;
  readonly channels?: number;
  readonly preempt?: boolean;
  readonly contents?: PageContents;
  readonly bandwidth?: number;
  readonly requests?: number;
  readonly for?: number;
  readonly seed?: number;
  readonly connectTimeout?: number;
}

const CHECKS: Checks<SourceOptions, SourceSpec> = {
  to: checkHost,
  port: checkWhole({ what: 'a TCP port', least: 1, most: 65_535 }),
  precopy: checkFlag,
  postcopy: checkFlag,
  size: checkSize,
  channels: checkWhole({ what: 'a number of channels', least: 1, most: 255 }),
  preempt: checkFlag,
  contents: checkContents,
  bandwidth: checkBandwidth,
  requests: checkRequests,
  for: checkDuration,
  seed: checkSeed,
  connectTimeout: checkDuration,
};

/** @throws InputError for an option that cannot be right, or that there is not */
export const sourceSpec = (options: SourceOptions): SourceSpec => checkOptions(options, CHECKS);

function checkBandwidth(received: Rate): number {
  const bandwidth = parseRate(received, 'a bandwidth');
  if (bandwidth >= 1 && bandwidth <= 1e15) return bandwidth;
  throw new InputError({ expected: "a bandwidth of 1 to 1e15 bytes/s such as '500M' or '1Gbit'", received });
}

/** A spec that says all that a run needs. */
export type RunnableSource = SourceSpec & { readonly to: string };

/** @throws InputError, with advice, where it does not say where to or which stream, or limits one that is not sent */
export function checkRunnable(spec: SourceSpec): RunnableSource {
  const { to, precopy, postcopy, channels = 1 } = spec;
  if (to === undefined) throw missing('a destination', "Say .to('192.0.2.7')");
  if (!precopy && !postcopy) throw missing('precopy, postcopy or both', 'Say .precopy() or .postcopy()');
  if (!precopy) refuse(spec, ['channels', 'bandwidth'], 'precopy');
  if (!postcopy) refuse(spec, ['preempt', 'requests'], 'postcopy');
  if (pagesOf(spec) < channels) throw new InputError({ expected: 'a page for each channel', received: pagesOf(spec) });
  return { ...spec, to };
}

const missing = (expected: string, advice: string) => new InputError({ expected, received: 'none', advice });

/** What would change nothing is more likely a mistake. */
function refuse(spec: SourceSpec, names: readonly (keyof SourceSpec)[], stream: string): void {
  const told = names.find((name) => spec[name]);
  if (told === undefined) return;
  throw new InputError({ expected: `.${stream}() with .${told}()`, received: 'none', advice: `Say .${stream}() too` });
}

/**
 * A migration, checked, in base units.
 */
import { InputError } from '../../core/errors.ts';
import { checkOptionNames } from '../../core/option-names.ts';
import { parseDuration, parseRate } from '../../core/units.ts';
import type { Compression, GuestChecker, Listening, MigrationMode, MigrationOptions, Verification } from './options.ts';

export interface MigrationSpec {
  readonly mode: MigrationMode;
  readonly passes: number;
  /** bytes/s */
  readonly bandwidth: number;
  /** The same, of what is sent in postcopy without being asked for; 0, which is no limit, unless a bandwidth was told. */
  readonly postcopyBandwidth: number;
  /** s */
  readonly downtimeLimit: number;
  readonly channels?: number;
  readonly compression?: Compression;
  readonly autoConverge: boolean;
  /** s */
  readonly timeout: number;
  readonly verify: readonly Verification[];
  readonly checker?: GuestChecker;
  readonly through?: (listening: Listening) => Listening | Promise<Listening>;
}

const OPTIONS: readonly (keyof MigrationOptions)[] = [
  'mode',
  'passes',
  'bandwidth',
  'downtimeLimit',
  'channels',
  'compression',
  'autoConverge',
  'timeout',
  'verify',
  'checker',
  'through',
];

/** QEMU's own. */
const DEFAULTS = { bandwidth: 128 * 2 ** 20, downtimeLimit: 0.3 };
const TIMEOUT_S = 300;
const MOST_CHANNELS = 255;
const LONGEST_DOWNTIME_S = 2000;

/** @throws InputError for what cannot be right. @example migrationSpec({ mode: 'postcopy', bandwidth: '50MiB/s' }) */
export function migrationSpec(options: MigrationOptions = {}): MigrationSpec {
  checkOptionNames(options, OPTIONS);
  const {
    mode = 'precopy',
    passes = 1,
    autoConverge = false,
    verify = [],
    bandwidth,
    downtimeLimit,
    timeout,
  } = options;
  const spec = {
    ...options,
    mode,
    passes,
    autoConverge,
    verify: [verify].flat() as readonly Verification[],
    bandwidth: parseRate(bandwidth ?? DEFAULTS.bandwidth, 'a bandwidth'),
    postcopyBandwidth: parseRate(bandwidth ?? 0, 'a bandwidth'),
    downtimeLimit: parseDuration(downtimeLimit ?? DEFAULTS.downtimeLimit, 'a limit of the downtime'),
    timeout: parseDuration(timeout ?? TIMEOUT_S, 'how long it may take'),
  };
  checkWays(spec);
  checkChannels(spec);
  return Object.freeze(spec);
}

function checkWays({ mode, passes, verify, downtimeLimit, timeout }: MigrationSpec): void {
  expect(['precopy', 'postcopy', 'hybrid'].includes(mode), "the mode 'precopy', 'postcopy' or 'hybrid'", mode);
  expect(Number.isInteger(passes) && passes > 0, 'one pass or more', passes);
  for (const way of verify) expect(['guest', 'memory'].includes(way), "verify: 'guest' or 'memory'", way);
  expect(downtimeLimit <= LONGEST_DOWNTIME_S, `a downtime of up to ${LONGEST_DOWNTIME_S} s`, downtimeLimit);
  expect(timeout > 0, 'a time above 0', timeout);
}

function checkChannels({ channels, compression }: MigrationSpec): void {
  const isCount = channels === undefined || (Number.isInteger(channels) && channels > 0 && channels <= MOST_CHANNELS);
  expect(isCount, `1 to ${MOST_CHANNELS} channels`, channels);
  expect([undefined, 'xbzrle', 'zlib', 'zstd'].includes(compression), "'xbzrle', 'zlib' or 'zstd'", compression);
  if (compression === 'zlib' || compression === 'zstd')
    expect(channels !== undefined, `channels, without which QEMU has no compression '${compression}'`, channels);
  if (compression === 'xbzrle') expect(channels === undefined, "no channels with the compression 'xbzrle'", channels);
}

function expect(holds: boolean, expected: string, received: unknown): void {
  if (!holds) throw new InputError({ expected, received });
}

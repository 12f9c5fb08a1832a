import { formatRate, formatSize } from '../../../core/units.ts';
import type { MigrationReply, MigrationStatus } from './reply.ts';

/** Where a migration is. */
export interface MigrationProgress {
  /** s since it began. */
  readonly at: number;
  readonly phase: MigrationPhase;
  /** bytes; what is remaining grows again as the guest dirties its memory. */
  readonly transferred: number;
  readonly remaining: number;
  readonly total: number;
  /** bytes/s that the guest dirties, as of the pass before; NaN until there was one. */
  readonly dirtyRate: number;
  /** The pass over its memory, from 1. */
  readonly iteration: number;
  /** bytes/s, as of QEMU's last 100 ms. */
  readonly throughput: number;
  /** Pages that the guest has asked for while it missed them. */
  readonly postcopyRequests: number;
  /** Share of the time that auto-converge takes from the guest's CPUs. */
  readonly throttle: number;
  toString(): string;
}

export type MigrationPhase = 'setup' | 'precopy' | 'switchover' | 'postcopy' | 'paused' | 'recover' | 'ending';

const PHASES: Readonly<Partial<Record<MigrationStatus, MigrationPhase>>> = {
  none: 'setup',
  setup: 'setup',
  'wait-unplug': 'setup',
  active: 'precopy',
  'pre-switchover': 'switchover',
  device: 'switchover',
  'postcopy-device': 'switchover',
  'postcopy-active': 'postcopy',
  'postcopy-paused': 'paused',
  'postcopy-recover-setup': 'recover',
  'postcopy-recover': 'recover',
};

/** @param at s since its beginning */
export function progressOf(reply: MigrationReply, at: number): MigrationProgress {
  const { status = 'none', ram } = reply;
  const iteration = ram?.['dirty-sync-count'] ?? 0;
  const figures = {
    at,
    phase: PHASES[status] ?? 'ending',
    transferred: ram?.transferred ?? 0,
    remaining: ram?.remaining ?? Number.NaN,
    total: ram?.total ?? Number.NaN,
    dirtyRate: ram && iteration > 1 ? ram['dirty-pages-rate'] * ram['page-size'] : Number.NaN,
    iteration,
    throughput: ram ? (ram.mbps * 1e6) / 8 : Number.NaN,
    postcopyRequests: ram?.['postcopy-requests'] ?? 0,
    throttle: (reply['cpu-throttle-percentage'] ?? 0) / 100,
  };
  return Object.freeze(Object.defineProperty(figures, 'toString', { value: () => line(figures) }));
}

const line = (progress: MigrationProgress): string =>
  `${progress.at.toFixed(1)} s: ${progress.phase}, pass ${progress.iteration}: ${formatSize(progress.transferred)} sent, ` +
  `${formatSize(progress.remaining)} remaining, ${formatRate(progress.throughput)}, dirtied ${formatRate(progress.dirtyRate)}`;

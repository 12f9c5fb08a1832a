import { type MigrationPhase, type MigrationProgress, migrationProgress } from '../../migration/progress.ts';
import type { MigrationReply, MigrationStatus } from './reply.ts';

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
  return migrationProgress({
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
  });
}

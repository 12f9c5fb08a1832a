import { type MigrationPhase, type MigrationProgress, migrationProgress } from '../../migration/progress.ts';
import { type BothSides, lifecycle } from './events.ts';

/**
 * @param job as parseJob gives it
 * @param look s since its beginning, and where it was then
 */
export function progressOf(
  job: Readonly<Record<string, number>>,
  { at, phase }: Pick<MigrationProgress, 'at' | 'phase'>,
): MigrationProgress {
  const value = (name: string) => job[name] ?? Number.NaN;
  const iteration = job.memory_iteration ?? 0;
  return migrationProgress({
    at,
    phase,
    transferred: job.data_processed ?? 0,
    remaining: value('data_remaining'),
    total: value('data_total'),
    dirtyRate: iteration > 1 ? value('memory_dirty_rate') * value('memory_page_size') : Number.NaN,
    iteration,
    throughput: value('memory_bps'),
    postcopyRequests: value('memory_postcopy_requests'),
    throttle: (job.auto_converge_throttle ?? 0) / 100,
  });
}

/** By what both sides have said; `iteration` tells the first pass. */
export function phaseOf({ source, destination }: BothSides, iteration: number): MigrationPhase {
  const [here, there] = [lifecycle(source), lifecycle(destination)];
  if (there.includes('Resumed Migrated') || here.includes('Stopped Migrated')) return 'ending';
  if (here.at(-1) === BROKEN) return 'paused';
  if (there.includes('Resumed Post-copy')) return 'postcopy';
  if (here.at(-1)?.startsWith('Suspended ')) return 'switchover';
  return iteration > 0 ? 'precopy' : 'setup';
}

/** The guest is the destination's: the source never runs again. */
export const isHandedOver = ({ source, destination }: BothSides): boolean =>
  lifecycle(source).includes('Suspended Post-copy') ||
  lifecycle(destination).some((text) => text.startsWith('Resumed '));

/** Half of the guest is on either side, and the link between them is gone. */
export const isBroken = ({ source }: BothSides): boolean => lifecycle(source).at(-1) === BROKEN;

const BROKEN = 'Suspended Post-copy Error';

/**
 * The guest's memory as its balloon driver tells it. Source: qemu/docs/interop/virtio-balloon-stats.rst.
 */
import type { BalloonMemory } from '../../driver.ts';
import type { Qmp } from '../qmp/qmp.ts';
import { BALLOON } from './command-line.ts';

const INTERVAL_S = 1;

/** Makes QEMU ask the guest once a second: it answers with what it has. */
export const pollBalloon = async (qmp: Qmp): Promise<void> =>
  void (await qmp.execute('qom-set', { path: BALLOON, property: 'guest-stats-polling-interval', value: INTERVAL_S }));

export const readBalloon = async (qmp: Qmp): Promise<BalloonMemory> =>
  balloonMemory(await qmp.execute<GuestStats>('qom-get', { path: BALLOON, property: 'guest-stats' }));

export interface GuestStats {
  readonly stats: Readonly<Record<string, number>>;
  /** s since 1970; 0: the guest has not told yet. */
  readonly 'last-update': number;
}

/** QEMU writes 2^64 - 1 for what the guest does not tell. */
export function balloonMemory({ stats, 'last-update': at }: GuestStats): BalloonMemory {
  const told = (name: string): number => {
    const value = stats[name];
    return at === 0 || value === undefined || value >= 2 ** 63 ? Number.NaN : value;
  };
  return {
    total: told('stat-total-memory'),
    free: told('stat-free-memory'),
    available: told('stat-available-memory'),
    caches: told('stat-disk-caches'),
    majorFaults: told('stat-major-faults'),
    minorFaults: told('stat-minor-faults'),
  };
}

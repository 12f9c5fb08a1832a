import type { IoLimits, IoLimitsInput } from '../../cgroup/limits/limits.ts';
import type { IoStatistics } from '../../cgroup/statistics/statistics.ts';
import type { Undo } from '../../core/undo.ts';
import { handle } from '../handle.ts';
import type { Opening } from '../opening.ts';
import { limit, statistic } from './ability.ts';

/** What a VM reads from and writes to disks. Source: Documentation/admin-guide/cgroup-v2.rst, "IO". */
export interface IoHandle {
  /** Reads the limits of each disk that has any. */
  max(): Promise<IoLimits[]>;
  /**
   * Limits a whole disk, in bytes and operations a second; what is left out stays as it is.
   *
   * @throws InputError for what is no block device, or a rate under 1.
   * @example await vm.cgroup.io.max({ device: '/dev/vda', read: '20MB/s', writeIops: 100 })
   */
  max(limits: IoLimitsInput): Promise<Undo>;
  /** Bytes and operations so far, by disk. */
  stat(): Promise<IoStatistics>;
}

export const ioHandle = (vm: Opening): IoHandle =>
  handle(`cgroup.io of ${vm.name}:`, () => ({ methods: ['max', 'stat'] }), {
    max: ((limits?: IoLimitsInput) => (limits === undefined ? readMax(vm) : setMax(vm, limits))) as IoHandle['max'],
    stat: () => vm.read(statistic('io.stat'), (statistics) => statistics.io()),
  });

const readMax = (vm: Opening) => vm.read(limit('io.max'), (limits) => limits.io());
const setMax = (vm: Opening, wanted: IoLimitsInput) => vm.change(limit('io.max'), (limits) => limits.limitIo(wanted));

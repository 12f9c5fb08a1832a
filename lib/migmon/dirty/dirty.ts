import { DirtyMemory } from './dirty-memory.ts';
import { DEFAULTS, type DirtyOptions, dirtySpec } from './spec.ts';

/**
 * Memory to be dirtied: as mig_mon 512 MiB, in turn, as fast as it goes, unless told.
 *
 * @throws InputError for an option that cannot be right
 * @example await migmon.dirty({ size: '16G', rate: '500MiB/s', pattern: 'random' }).latency().for('60s').run()
 */
export const dirty = (options: DirtyOptions = {}): DirtyMemory => new DirtyMemory(dirtySpec(DEFAULTS, options));

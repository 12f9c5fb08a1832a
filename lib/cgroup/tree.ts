/**
 * The hierarchies that this machine's groups are made in, found once: which version they speak, and where they are.
 */
import type { Dialect } from './dialect.ts';

/** One hierarchy; on v1, often one controller's. */
export interface Hierarchy {
  readonly root: string;
  /** The controllers that limit or count here: 'cpu', 'memory' … A v2 hierarchy beside v1 ones has none. */
  readonly controllers: readonly string[];
  readonly version: 1 | 2;
}

export interface Tree {
  /** How limits are said. */
  readonly dialect: Dialect;
  readonly hierarchies: readonly Hierarchy[];
  /** Controllers that this kernel has, but not here: mounted nowhere, or in no v2 hierarchy. */
  readonly missing: readonly string[];
}

/** What vmlab speaks to. `devices`, `net_cls`, `perf_event` … are left alone. */
export const CONTROLLERS = ['cpu', 'cpuacct', 'cpuset', 'memory', 'blkio', 'io', 'pids', 'freezer'] as const;

/**
 * The directory of a group for each kind of file: by controller, and `cgroup` for what v2 has without one.
 *
 * @example directoriesOf(tree, 'vmlab/vm1').cpu // '/sys/fs/cgroup/cpu/vmlab/vm1'
 */
export function directoriesOf({ hierarchies }: Tree, group: string): Record<string, string> {
  const names = ({ controllers, version }: Hierarchy) => [...controllers, ...(version === 2 ? ['cgroup'] : [])];
  return Object.fromEntries(
    hierarchies.flatMap((hierarchy) => names(hierarchy).map((name) => [name, `${hierarchy.root}/${group}`])),
  );
}

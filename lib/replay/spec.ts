import type { Vm } from '../lab/vm.ts';
import type { DiskSpec, NetworkSpec } from '../load/spec.ts';
import type { ReadOptions } from '../trace/format/read.ts';
import { RESOURCES, type Resource } from '../trace/trace.ts';
import type { Shape } from './shape.ts';

/** What can be named in `only` and `without`: a resource, `disk` (reads and writes) or `network` (what is sent). */
export type Share = Resource | 'disk' | 'network';

/** The resources that shares stand for. @example resourcesOf(['cpu', 'disk']) // ['cpu', 'read', 'write'] */
export const resourcesOf = (shares: readonly Share[]): Resource[] =>
  RESOURCES.filter((resource) => shares.includes(resource) || shares.includes(GROUPS[resource] ?? resource));

const GROUPS: Partial<Record<Resource, Share>> = { read: 'disk', write: 'disk', tx: 'network' };

/** How the replay's own CPU cost is taken off: live, by the group's counter, or by the recording of an earlier run without CPU. */
export type Overhead =
  | { readonly by: 'group' }
  | { readonly by: 'file'; readonly file: string; readonly row?: number | string };

/** All that a script has said of a replay, before anything is read or done. */
export interface ReplaySpec {
  readonly file: string;
  readonly options: ReadOptions;
  readonly row?: number | string;
  readonly memoryFrom?: string;
  readonly shapes: readonly Shape[];
  readonly only?: readonly Resource[];
  readonly without?: readonly Resource[];
  readonly reach?: 'fit' | 'clip';
  readonly overhead?: Overhead;
  readonly disk?: DiskSpec;
  readonly network?: NetworkSpec;
  readonly vm?: Vm;
}

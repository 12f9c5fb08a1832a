import { InputError } from '../core/errors.ts';
import type { Vm } from '../lab/vm/vm.ts';
import type { DiskSpec, NetworkSpec } from '../load/spec.ts';
import type { ReadOptions } from '../trace/format/read.ts';
import { RESOURCES, type Resource } from '../trace/trace.ts';
import type { Shape } from './shape.ts';

/** What can be named in `only` and `without`: what a VM uses by itself, `disk` (reads and writes) or `network` (what is sent). */
export type Share = Exclude<Resource, 'rx'> | 'disk' | 'network';

const SHARES: Readonly<Record<Share, readonly Resource[]>> = {
  cpu: ['cpu'],
  memory: ['memory'],
  read: ['read'],
  write: ['write'],
  tx: ['tx'],
  disk: ['read', 'write'],
  network: ['tx'],
};

/**
 * The resources that shares stand for.
 *
 * @throws InputError for another name, or none
 * @example resourcesOf(['cpu', 'disk']) // ['cpu', 'read', 'write']
 */
export function resourcesOf(shares: readonly Share[]): Resource[] {
  const unknown = shares.length === 0 ? 'none' : shares.find((share) => !(share in SHARES));
  if (unknown === undefined) return RESOURCES.filter((name) => shares.some((share) => SHARES[share].includes(name)));
  const advice = 'What a VM received is sent to it from outside: replay.rx(file).';
  throw new InputError({ expected: `one or more of ${Object.keys(SHARES).join(', ')}`, received: unknown, advice });
}

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

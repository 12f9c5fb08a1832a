/**
 * A local VM: a slice of this machine, being a cgroup and, as root, a network namespace.
 */

import { type Group, openGroup } from '../../cgroup/group.ts';
import { detectTree } from '../../cgroup/open.ts';
import { HostError, UnsupportedError } from '../../core/errors.ts';
import type { UndoOutcome } from '../../core/undo.ts';
import { takeName } from './name-lock.ts';
import { createNetwork } from './network/create.ts';
import type { VmNetwork } from './network/network.ts';
import type { SliceParts } from './parts.ts';
import { checkVmName } from './vm-name.ts';

export interface Slice {
  readonly name: string;
  /** False where this user may not make groups: then nothing is limited, and loads pace themselves. */
  readonly privileged: boolean;
  /** Why it is not privileged. */
  readonly why?: string;
  readonly group?: Group;
  readonly network?: VmNetwork;
  /** Files that a process writes its pid into to become part of the slice. */
  readonly joinFiles: readonly string[];
  /** Ends what runs in it and takes it away. @returns what became of each effect. */
  close(): Promise<UndoOutcome[]>;
}

export interface SliceOptions {
  /** A network namespace of its own; true unless it is not privileged. */
  readonly network?: boolean;
}

/** All groups of vmlab are below this one. */
const PARENT = 'vmlab';

/**
 * Makes a slice. Without the rights to make groups the slice is unprivileged, which is no error.
 *
 * @throws InputError for a bad name; VmlabError 'NAME_IN_USE'; HostError where the machine refuses.
 * @example const slice = await openSlice({ host, session, names }, 'vm1', { network: false });
 */
export async function openSlice(parts: SliceParts, name: string, options: SliceOptions = {}): Promise<Slice> {
  checkVmName(name);
  const undone: (() => Promise<UndoOutcome[]>)[] = [];
  const close = () => closeAll(undone);
  try {
    const lock = await takeName(parts, name);
    undone.push(async () => [await lock.undo()]);
    const group = await groupOrReason(parts, name);
    if (typeof group === 'string') return { name, privileged: false, why: group, joinFiles: [], close };
    undone.push(() => group.remove());
    const network = options.network === false ? undefined : await createNetwork(parts, name);
    if (network) undone.push(async () => [await network.remove()]);
    return { name, privileged: true, group, ...(network && { network }), joinFiles: group.joinFiles, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Last made, first undone. */
async function closeAll(undone: (() => Promise<UndoOutcome[]>)[]): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (let last = undone.pop(); last; last = undone.pop()) outcomes.push(...(await last()));
  return outcomes;
}

async function groupOrReason(parts: SliceParts, name: string): Promise<Group | string> {
  try {
    return await openGroup(parts, await detectTree(parts.host), { parent: PARENT, name });
  } catch (error) {
    if (error instanceof UnsupportedError || isRefusal(error)) return error.message;
    throw error;
  }
}

/** EROFS: a container's view of the cgroups. */
const isRefusal = (error: unknown): error is HostError =>
  error instanceof HostError && ['EACCES', 'EPERM', 'EROFS'].includes(error.errno ?? '');

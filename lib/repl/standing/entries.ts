import { dirname } from 'node:path';
import type { UndoAction } from '../../core/undo.ts';
import { describe } from './describe.ts';
import { vmOf } from './vm-of.ts';

/** What a user did: opened a VM, set something. */
export interface Entry {
  readonly text: string;
  /** The VM that is open, for an entry that stands for that. */
  readonly vm?: string;
  /** What takes it back: of an open VM nothing, which is closed. */
  readonly actions: readonly UndoAction[];
}

/** What a VM is made of: of no interest one by one. */
const PARTS = ['remove-file', 'remove-cgroup', 'remove-netns', 'remove-link'];

/**
 * Effects as their user knows them, oldest first: an open VM is one, and what wrote a value that was there already is none.
 *
 * @param open names of open VMs, and of their links, which name no VM
 */
export function entriesOf(effects: readonly UndoAction[], open: ReadonlyMap<string, string | undefined>): Entry[] {
  const seen = new Set<string>();
  return effects
    .filter((action) => !isInside(action, effects))
    .flatMap((action) => {
      const vm = PARTS.includes(action.kind) ? (ownerOf(action, open) ?? vmOf(action)) : undefined;
      if (vm === undefined || !open.has(vm))
        return isChange(action) ? [{ text: describe(action, effects).now, actions: [action] }] : [];
      if (seen.has(vm)) return [];
      seen.add(vm);
      return [{ text: `${vm} is open`, vm, actions: [] }];
    });
}

const ownerOf = (action: UndoAction, open: ReadonlyMap<string, string | undefined>): string | undefined =>
  [...open].find(([, link]) => link !== undefined && link === action.interface)?.[0];

/** What set a value to what it was is done all the same: somebody else may change it meanwhile. */
export const isChange = ({ found, written }: UndoAction): boolean => found === undefined || found !== written;

/** A file in a directory that was made goes with it. */
export const isInside = ({ kind, path }: UndoAction, among: readonly UndoAction[]): boolean =>
  kind === 'remove-file' &&
  among.some((other) => other.kind === 'remove-directory' && other.path === dirname(String(path)));

/**
 * How to take back what was done to the cgroup tree.
 */
import type { UndoAction, UndoHandlers, UndoOutcome } from '../core/undo.ts';
import type { Host } from '../host/host.ts';
import { killAll, removeGroup, removeIfEmpty } from './remove.ts';

/** 'remove-cgroup', 'thaw-cgroup' and 'disable-controllers'. */
export const cgroupUndo = (host: Host): UndoHandlers => ({
  'remove-cgroup': (action) => removeCgroup(host, action),
  'thaw-cgroup': (action) => thawCgroup(host, action),
  'disable-controllers': (action) => disableControllers(host, action),
});

/** Removes `paths`, then those of `parents` that are empty: the last one out turns off the light. */
async function removeCgroup(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const paths = action.paths as readonly string[];
  await killAll(host, paths);
  const removals = await Promise.allSettled(paths.map((path) => removeGroup(host, path)));
  for (const parent of action.parents as readonly string[]) await removeIfEmpty(host, parent);
  const failures = removals.flatMap((removal) =>
    removal.status === 'rejected' ? [String(removal.reason.message)] : [],
  );
  return failures.length === 0 ? { action } : { action, left: failures.join('; ') };
}

async function thawCgroup(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const path = String(action.path);
  if (await host.exists(path)) await host.writeFile(path, String(action.value));
  return { action };
}

/** The kernel refuses (EBUSY) while groups below have the controller on: then somebody uses it, and it stays. */
async function disableControllers(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const path = String(action.path);
  const names = action.controllers as readonly string[];
  if (await host.exists(path)) await host.writeFile(path, names.map((name) => `-${name}`).join(' '));
  return { action };
}

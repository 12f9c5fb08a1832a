/**
 * Controllers of v2 reach a group only where each group above lets them through, in its `cgroup.subtree_control`.
 */
import { HostError, UnsupportedError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';
import type { CgroupParts } from './parts.ts';
import type { Hierarchy } from './tree.ts';

/**
 * Lets the controllers through the root of the hierarchy, those that are not yet; journalled.
 *
 * @throws UnsupportedError where processes run in the root itself, as in a container: then the kernel lets none through ("no internal processes")
 */
export async function enableControllers({ host, session }: CgroupParts, hierarchy: Hierarchy): Promise<void> {
  const controllers = await lacking(host, hierarchy, hierarchy.root);
  if (controllers.length === 0) return;
  const action = { kind: 'disable-controllers', path: subtreeControl(hierarchy.root), controllers };
  await session
    .effect(action, () => enable(host, hierarchy.root, controllers))
    .catch((error) => {
      throw internalProcesses(host, hierarchy.root, error) ?? error;
    });
}

/** Lets them through a group of our own. No undo: it goes with the group. */
export async function passOn(host: Host, hierarchy: Hierarchy, group: string): Promise<void> {
  const controllers = await lacking(host, hierarchy, group);
  if (controllers.length > 0) await enable(host, group, controllers);
}

const subtreeControl = (group: string): string => `${group}/cgroup.subtree_control`;

async function lacking(host: Host, { version, controllers }: Hierarchy, group: string): Promise<string[]> {
  if (version === 1 || controllers.length === 0) return [];
  const enabled = (await host.readFile(subtreeControl(group))).trim().split(/\s+/);
  return controllers.filter((name) => !enabled.includes(name));
}

const enable = (host: Host, group: string, controllers: readonly string[]): Promise<void> =>
  host.writeFile(subtreeControl(group), controllers.map((name) => `+${name}`).join(' '));

function internalProcesses(host: Host, group: string, cause: unknown): UnsupportedError | undefined {
  if (!(cause instanceof HostError && cause.errno === 'EBUSY')) return undefined;
  const remedy = `processes run in ${group} itself; move them into a group below it, as cgroup v2 asks ("no internal processes")`;
  return new UnsupportedError({ what: 'making limited groups', where: host.uri, remedy }, { cause });
}

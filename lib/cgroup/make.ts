/**
 * Makes a group in every hierarchy: `PARENT/NAME`, the parent too where it is not there.
 */
import { HostError, VmlabError } from '../core/errors.ts';
import type { Undo } from '../core/undo.ts';
import type { Host } from '../host/host.ts';
import { enableControllers, passOn } from './controllers.ts';
import { fillCpuset, listCpus } from './cpuset.ts';
import type { CgroupParts } from './parts.ts';
import type { Hierarchy, Tree } from './tree.ts';

export interface GroupName {
  readonly parent: string;
  readonly name: string;
}

/** Another process may remove the empty parent between our making it and our using it. */
const ATTEMPTS = 10;

/** @throws VmlabError 'NAME_IN_USE' where a group of that name is there already. @throws HostError (EACCES …) without the rights. */
export async function makeGroup(parts: CgroupParts, tree: Tree, { parent, name }: GroupName): Promise<Undo> {
  const paths = pathsOf(tree, { parent, name });
  const parents = tree.hierarchies.map(({ root }) => `${root}/${parent}`);
  for (const path of paths) await refuseIfThere(parts.host, path);
  for (const hierarchy of tree.hierarchies) await enableControllers(parts, hierarchy);
  return parts.session.effect({ kind: 'remove-cgroup', paths, parents }, async () => {
    for (const hierarchy of tree.hierarchies) await makeIn(parts.host, hierarchy, { parent, name });
  });
}

/** Its directories, one a hierarchy. */
export const pathsOf = ({ hierarchies }: Tree, { parent, name }: GroupName): string[] =>
  hierarchies.map(({ root }) => `${root}/${parent}/${name}`);

async function refuseIfThere(host: Host, path: string): Promise<void> {
  if (!(await host.exists(path))) return;
  throw new VmlabError(
    'NAME_IN_USE',
    `the group ${path} is there already, and no session known here made it; if nothing uses it, remove it with rmdir`,
  );
}

async function makeIn(host: Host, hierarchy: Hierarchy, { parent, name }: GroupName): Promise<void> {
  const above = `${hierarchy.root}/${parent}`;
  for (let attempt = 1; ; attempt++) {
    try {
      await makeParent(host, hierarchy, above);
      await host.makeDirectory(`${above}/${name}`);
      await fillCpuset(host, hierarchy, `${above}/${name}`);
      return await listCpus(host, hierarchy, `${above}/${name}`);
    } catch (error) {
      if (attempt === ATTEMPTS || !hasErrno(error, 'ENOENT')) throw error;
    }
  }
}

async function makeParent(host: Host, hierarchy: Hierarchy, path: string): Promise<void> {
  await host.makeDirectory(path).catch((error) => {
    if (!hasErrno(error, 'EEXIST')) throw error;
  });
  await fillCpuset(host, hierarchy, path);
  await passOn(host, hierarchy, path);
}

const hasErrno = (error: unknown, errno: string): boolean => error instanceof HostError && error.errno === errno;

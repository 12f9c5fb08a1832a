/**
 * Finds out what this machine has. The only place that asks which version of cgroups it is.
 */
import { UnsupportedError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';
import { detectLayout, type Layout } from './layout.ts';
import { CONTROLLERS, type Hierarchy, type Tree } from './tree.ts';
import { v1 } from './v1.ts';
import { v2 } from './v2.ts';

/** @throws UnsupportedError where no hierarchy is mounted. @throws HostError where /proc cannot be read. */
export async function detectTree(host: Host): Promise<Tree> {
  const texts = ['/proc/self/mountinfo', '/proc/self/cgroup'].map((file) => host.readFile(file));
  const [mountinfo = '', selfCgroup = ''] = await Promise.all(texts);
  return treeOf(host, detectLayout(mountinfo, selfCgroup));
}

async function treeOf(host: Host, layout: Layout): Promise<Tree> {
  if (layout.kind === 'none') throw noCgroups(host);
  const unified = layout.unified === undefined ? [] : [await unifiedHierarchy(host, layout, layout.unified)];
  const hierarchies = [...v1Hierarchies(layout), ...unified];
  const present = hierarchies.flatMap(({ controllers }) => controllers);
  const dialect = layout.kind === 'v2' ? v2 : v1;
  return { dialect, hierarchies, missing: wanted(layout).filter((controller) => !present.includes(controller)) };
}

const noCgroups = (host: Host) =>
  new UnsupportedError({
    what: 'limiting a group of processes',
    where: host.uri,
    remedy: 'mount cgroups, as root: mount -t cgroup2 none /sys/fs/cgroup',
  });

/** Beside v1 hierarchies it is only there for pressure and `cgroup.kill`; what controllers it may have there are left alone. */
async function unifiedHierarchy(host: Host, { kind }: Layout, root: string): Promise<Hierarchy> {
  if (kind === 'hybrid') return { root, version: 2, controllers: [] };
  const listed = (await host.readFile(`${root}/cgroup.controllers`)).trim().split(/\s+/);
  return { root, version: 2, controllers: listed.filter(isOurs) };
}

/** `cpu` and `cpuacct` are often one mount: one hierarchy then. */
function v1Hierarchies({ v1: mounts }: Layout): Hierarchy[] {
  const roots = new Map<string, string[]>();
  for (const [controller, root] of Object.entries(mounts).filter(([name]) => isOurs(name)))
    roots.set(root, [...(roots.get(root) ?? []), controller]);
  return [...roots].map(([root, controllers]) => ({ root, controllers, version: 1 }));
}

const wanted = ({ kind }: Layout): string[] =>
  CONTROLLERS.filter((name) => !(kind === 'v2' ? ['cpuacct', 'blkio', 'freezer'] : ['io']).includes(name));

const isOurs = (controller: string): boolean => (CONTROLLERS as readonly string[]).includes(controller);

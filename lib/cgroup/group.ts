/**
 * One group of processes with its limits, the same on v1, v2 and hybrid mounts.
 */
import type { Undo, UndoOutcome } from '../core/undo.ts';
import type { Counter } from '../host/counter.ts';
import { activateIo } from './activate-io.ts';
import { diskNumbers } from './device.ts';
import type { Counters, Dialect, Reading } from './dialect.ts';
import { bringTo } from './freeze.ts';
import { type KernelFiles, kernelFiles } from './kernel-files.ts';
import { type Limiter, limiter } from './limiter.ts';
import { type GroupName, makeGroup, pathsOf } from './make.ts';
import { membersOf } from './members.ts';
import type { CgroupParts } from './parts.ts';
import { directoriesOf, type Tree } from './tree.ts';

export interface Group extends Pick<Limiter, 'limit' | 'limitIo' | 'throttle' | 'hold'> {
  /** Which version the limits are said in. */
  readonly version: 1 | 2;
  /** Its directories, one a hierarchy. */
  readonly paths: readonly string[];
  /** What a process writes its pid into to become a member, one file a hierarchy. */
  readonly joinFiles: readonly string[];
  /**
   * On v1, what a thread of a member writes its id into to be scheduled outside the group, and still be charged to it: there a group may
   * not have real-time threads (CONFIG_RT_GROUP_SCHED), and the thread that applies the steps would wait for its turn with its own load.
   */
  readonly promptFile?: string;
  /** For a recorder: where CPU time, memory and bytes are counted. Loop devices are left out. */
  readonly counters: Counters;
  /** As `counters`, with the bytes of these disks only ('254:0'). */
  countersOf(disks: readonly string[]): Counters;
  /** Reads what the kernel says now. @throws UnsupportedError. @example await group.read((dialect) => dialect.quota) */
  read<Value>(pick: (dialect: Dialect) => Reading<Value>): Promise<Value>;
  /** Makes the kernel count the bytes of a disk, '/dev/vda' or '254:0'. To be called before the disk is used. @returns its numbers. */
  activateIo(device: string): Promise<string>;
  /** Resolves when all stand still. @throws RunError 'FREEZER' where that takes over 5 s. */
  freeze(): Promise<Undo>;
  thaw(): Promise<void>;
  /** Pids. */
  processes(): Promise<number[]>;
  /** Undoes the limits that still stand, ends the members, removes the group. */
  remove(): Promise<UndoOutcome[]>;
}

/** Makes it. @throws as makeGroup. @example await openGroup(parts, await detectTree(host), { parent: 'vmlab', name: 'vm1' }) */
export async function openGroup(parts: CgroupParts, tree: Tree, name: GroupName): Promise<Group> {
  const made = await makeGroup(parts, tree, name);
  const files = kernelFiles(parts.host, tree, directoriesOf(tree, `${name.parent}/${name.name}`));
  const limits = limiter(parts, tree.dialect, files);
  const paths = pathsOf(tree, name);
  return {
    version: tree.dialect.version,
    paths,
    joinFiles: paths.map((path) => `${path}/cgroup.procs`),
    promptFile: promptFileOf(tree),
    limit: limits.limit,
    limitIo: limits.limitIo,
    throttle: limits.throttle,
    hold: limits.hold,
    ...reading(parts, tree.dialect, files),
    ...freezing(parts, tree.dialect, files),
    processes: () => membersOf(parts.host, paths[0] as string),
    remove: async () => [...(await limits.undoAll()), await made.undo()],
  };
}

const reading = ({ host }: CgroupParts, dialect: Dialect, files: KernelFiles) => ({
  counters: located(dialect.counters(), files),
  countersOf: (disks: readonly string[]) => located(dialect.counters(disks), files),
  read: <Value>(pick: (dialect: Dialect) => Reading<Value>) => files.read(pick(dialect)),
  activateIo: async (device: string) => {
    const disk = await diskNumbers(host, device);
    if (dialect.version === 1) await activateIo(host, files, disk);
    return disk;
  },
});

function promptFileOf({ hierarchies }: Tree): string | undefined {
  const own = hierarchies.find(({ controllers, version }) => version === 1 && controllers.includes('cpu'));
  return own && `${own.root}/tasks`;
}

/** What has no controller here cannot be counted, and is left out. */
function located(counters: Counters, files: KernelFiles): Counters {
  const present = Object.entries(counters).filter(([, { file }]: [string, Counter]) => files.has(file));
  return Object.fromEntries(present.map(([name, counter]) => [name, { ...counter, file: files.path(counter.file) }]));
}

const freezing = ({ host, session }: CgroupParts, { freezer }: Dialect, files: KernelFiles) => ({
  async freeze() {
    const path = await files.existing(freezer.file);
    const action = { kind: 'thaw-cgroup', path, value: freezer.thaw };
    return session.effect(action, () => bringTo('frozen', freezer, { host, files }));
  },
  thaw: () => bringTo('thawed', freezer, { host, files }),
});

/**
 * Removes groups, with what runs in them and the groups below them.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';
import { isGone, killMembers } from './members.ts';

const ATTEMPTS = 100;
const BETWEEN_MS = 20;

/**
 * Kills all in these groups and those below them, once, before any of them is removed: one process is a member of a group in each v1
 * hierarchy, and while the freezer's holds it, it dies in none.
 */
export async function killAll(host: Host, groups: readonly string[]): Promise<void> {
  for (const group of groups) {
    await killMembers(host, group);
    await killAll(host, await groupsIn(host, group));
  }
}

/**
 * Kills and removes until it is gone: a process that was killed keeps its group busy for a moment.
 *
 * @throws HostError (EBUSY) where something would not die within 2 s
 */
export async function removeGroup(host: Host, group: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    if (!(await host.exists(group))) return;
    await killMembers(host, group);
    for (const child of await groupsIn(host, group)) await removeGroup(host, child);
    const failure = await failureOf(host.removeDirectory(group));
    if (!failure || isGone(failure)) return;
    if (attempt === ATTEMPTS || !isBusy(failure)) throw failure;
    await wait(BETWEEN_MS);
  }
}

/** Removes a group that nothing is in; one that is in use stays. */
export async function removeIfEmpty(host: Host, group: string): Promise<void> {
  const failure = await failureOf(host.removeDirectory(group));
  if (failure && !isGone(failure) && !isBusy(failure)) throw failure;
}

/** What a program in the slice made of its own (a container engine does). */
async function groupsIn(host: Host, group: string): Promise<string[]> {
  const names = await host.list(group).catch(() => []);
  const isGroup = await Promise.all(names.map((name) => host.exists(`${group}/${name}/cgroup.procs`)));
  return names.filter((_, index) => isGroup[index]).map((name) => `${group}/${name}`);
}

const failureOf = (act: Promise<void>): Promise<unknown> =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

const isBusy = (error: unknown): boolean =>
  error instanceof HostError && ['EBUSY', 'ENOTEMPTY'].includes(error.errno ?? '');

/**
 * The end of what runs in a slice. The slice stays.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Group } from '../../../cgroup/group.ts';
import { killAll } from '../../../cgroup/remove.ts';
import { HostError } from '../../../core/errors.ts';
import type { Host } from '../../../host/host.ts';
import { signalIfThere } from '../../../host/process-tree.ts';

export interface Members {
  readonly host: Host;
  readonly group: Group;
  readonly name: string;
}

const LOOK_AGAIN_MS = 20;
const KILLED_MS = 5000;
/** As a guest that is asked to end. */
const ASKED_MS = 120_000;

/** @throws HostError where a process would not die within 5 s: the kernel holds it */
export async function endMembers({ host, group, name }: Members): Promise<void> {
  await killAll(host, group.paths);
  if (await areGone(group, KILLED_MS)) return;
  throw new HostError({ host: host.uri, operation: 'end the processes of', target: name, errno: 'EBUSY' });
}

/** By SIGTERM. @throws HostError where one runs on after two minutes; the signal's reason */
export async function askMembers({ host, group, name }: Members, signal?: AbortSignal): Promise<void> {
  for (const pid of await group.processes()) await signalIfThere(host, pid, 'SIGTERM');
  if (await areGone(group, ASKED_MS, signal)) return;
  const stderr = `a process of it runs on after ${ASKED_MS / 1000} s; destroy() ends it`;
  throw new HostError({ host: host.uri, operation: 'shut down', target: name, errno: 'ETIMEDOUT', stderr });
}

async function areGone(group: Group, patience: number, signal?: AbortSignal): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += LOOK_AGAIN_MS) {
    if ((await group.processes()).length === 0) return true;
    await wait(LOOK_AGAIN_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
  return false;
}

/**
 * The cgroups that a domain's process is in, as /proc/PID/cgroup tells: whatever libvirt calls them on this machine.
 */
import { detectLayout, type Layout } from '../../../cgroup/layout.ts';
import type { Host } from '../../../host/host.ts';

/** The domain's own directory for each v1 controller, and for v2 under 'cgroup'. Only what is the domain's alone is there. */
export type DomainGroups = Readonly<Record<string, string>>;

export async function groupsOf(host: Host, pid: number): Promise<DomainGroups> {
  const files = ['/proc/self/mountinfo', '/proc/self/cgroup', `/proc/${pid}/cgroup`].map((file) => host.readFile(file));
  const [mountinfo = '', own = '', domain = ''] = await Promise.all(files);
  return domainGroups(detectLayout(mountinfo, own), domain);
}

/**
 * @param cgroup the text of /proc/PID/cgroup
 * @example domainGroups(layout, '1:cpu:/machine/qemu-1-vm1.libvirt-qemu/emulator').cpu // '/sys/fs/cgroup/cpu/machine/qemu-1-vm1.libvirt-qemu'
 */
export function domainGroups({ v1, unified }: Layout, cgroup: string): DomainGroups {
  const roots: Readonly<Record<string, string | undefined>> = { ...v1, cgroup: unified };
  const groups = cgroup.split('\n').flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const own = path === undefined ? undefined : ownPath(path);
    return own === undefined ? [] : (controllers || 'cgroup').split(',').map((name) => [name, own] as const);
  });
  return Object.fromEntries(groups.flatMap(([name, own]) => (roots[name] ? [[name, `${roots[name]}${own}`]] : [])));
}

/**
 * `qemu-1-vm1.libvirt-qemu` without systemd, `machine-qemu\x2d1\x2dvm1.scope` with it, where a `libvirt` group is between it and the threads'.
 * QEMU's first thread is in the one called `emulator`.
 */
const ownPath = (path: string): string | undefined =>
  /^(.*\/(?:[^/]+\.libvirt-qemu|machine-qemu[^/]*\.scope))(?:\/.*)?$/.exec(path)?.[1];

/**
 * Where this machine's cgroup controllers are mounted. Sources: proc_pid_mountinfo(5), cgroups(7).
 */

/** `hybrid`: the controllers are in v1 hierarchies, and there is a v2 one beside them (systemd's "unified"), for pressure and `cgroup.kill`. */
export type LayoutKind = 'v1' | 'v2' | 'hybrid' | 'none';

export interface Layout {
  readonly kind: LayoutKind;
  /** Mount points of the v1 controllers; those mounted together share one. */
  readonly v1: Readonly<Record<string, string>>;
  /** Mount point of the v2 hierarchy. */
  readonly unified?: string;
  /** Controllers in a v1 hierarchy that is mounted nowhere here. */
  readonly unmounted: readonly string[];
}

/**
 * @param mountinfo the text of /proc/self/mountinfo
 * @param selfCgroup the text of /proc/self/cgroup
 * @example detectLayout('31 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw', '0::/').kind // 'v2'
 */
export function detectLayout(mountinfo: string, selfCgroup: string): Layout {
  const mounts = mountinfo.split('\n').flatMap(parseMount);
  const unified = preferred(mounts.filter(({ type }) => type === 'cgroup2'))?.point;
  const known = selfCgroup.split('\n').flatMap(v1Controllers);
  const v1 = Object.fromEntries(known.flatMap((controller) => mountOf(mounts, controller)));
  const kind = kindOf(Object.keys(v1).length > 0, unified !== undefined);
  const unmounted = known.filter((controller) => !(controller in v1));
  return { kind, v1, ...(unified !== undefined && { unified }), unmounted };
}

interface Mount {
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** `ID PARENT MAJ:MIN ROOT POINT OPTIONS [OPTIONAL]... - TYPE SOURCE SUPER-OPTIONS`: any number of optional fields may stand before the dash. */
function parseMount(line: string): Mount[] {
  const [before = '', after = ''] = line.split(' - ');
  const [, , , , point = ''] = before.split(' ');
  const [type = '', , options = ''] = after.split(' ');
  return type === 'cgroup' || type === 'cgroup2'
    ? [{ point: unescaped(point), type, options: options.split(',') }]
    : [];
}

/** Blanks in paths are written as octal: `\040`. */
const unescaped = (path: string): string =>
  path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** A line of /proc/self/cgroup: `4:cpu,cpuacct:/path`; `0::` is v2, `1:name=systemd:` has no controller. */
const v1Controllers = (line: string): string[] =>
  (line.split(':')[1] ?? '').split(',').filter((name) => name !== '' && !name.startsWith('name='));

function mountOf(mounts: readonly Mount[], controller: string): [string, string][] {
  const mount = preferred(mounts.filter(({ type, options }) => type === 'cgroup' && options.includes(controller)));
  return mount ? [[controller, mount.point]] : [];
}

/** A hierarchy may be mounted many times (containers' file systems, chroots); the usual place is the one to use. */
const preferred = (mounts: readonly Mount[]): Mount | undefined =>
  mounts.find(({ point }) => /^\/sys\/fs\/cgroup(\/|$)/.test(point)) ?? mounts[0];

function kindOf(hasV1: boolean, hasV2: boolean): LayoutKind {
  if (hasV1) return hasV2 ? 'hybrid' : 'v1';
  return hasV2 ? 'v2' : 'none';
}

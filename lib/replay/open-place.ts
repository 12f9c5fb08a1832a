import { dirname } from 'node:path';
import type { Group } from '../cgroup/group.ts';
import { parseQuota } from '../cgroup/limits/quota.ts';
import { UnsupportedError } from '../core/errors.ts';
import type { Scope } from '../core/scope.ts';
import type { Host } from '../host/host.ts';
import { lab } from '../lab/lab.ts';
import type { Vm } from '../lab/vm/vm.ts';
import type { Place } from './place.ts';

/** The place of a replay: the VM that was named, or a slice made for the run and taken away with its scope. */
export async function openPlace(vm: Vm | undefined, scope: Scope): Promise<Place> {
  if (vm === undefined)
    return placeIn(await scope.use(lab.vm(`replay-${process.pid}-${++made}`)).open(), lab.parts.host);
  await vm.open();
  const guest = await vm.guestVm();
  return guest ? { name: vm.name, joinFiles: [], guest } : placeIn(vm, lab.parts.host);
}

let made = 0;

function placeIn({ slice }: Vm, host: Host): Place {
  const { name, joinFiles, group, network, why } = slice;
  return {
    name,
    joinFiles,
    promptFile: group?.promptFile,
    why: why === undefined ? undefined : `measured and paced without a cgroup (${why})`,
    netns: network?.netns,
    network,
    counters: group && { ...group.counters, ...network?.counters },
    setCeiling: group && ((cores) => setCeiling(group, cores)),
    countDisk: group && ((path) => countDisk(host, group, path)),
    throttleDisk: group && (async (path, rates) => group.throttle({ device: await diskOf(host, path), ...rates })),
  };
}

/** A quota that the user has set is the user's. */
async function setCeiling(group: Group, cores: number) {
  const present = await group.read((dialect) => dialect.quota);
  return present === 'max' ? group.limit({ cpu: parseQuota(cores) }) : undefined;
}

async function countDisk(host: Host, group: Group, path: string) {
  const device = await deviceOf(host, path);
  if (!(await isOnDisk(host, path, device))) return {};
  const { read, write } = group.countersOf([await group.activateIo(device)]);
  return { read, write };
}

/** The disk to throttle. @throws UnsupportedError */
async function diskOf(host: Host, path: string): Promise<string> {
  const device = await deviceOf(host, path);
  if (await isOnDisk(host, path, device)) return device;
  const remedy = 'name a file on another file system, or a device';
  throw new UnsupportedError({ what: `throttling ${path}, which is on no disk of its own,`, where: host.uri, remedy });
}

/** A file on no disk of its own (tmpfs; overlay, btrfs: their device numbers are made up) can be neither counted nor throttled by disk. */
const isOnDisk = async (host: Host, path: string, device: string): Promise<boolean> =>
  path.startsWith('/dev/') || host.exists(`/sys/dev/block/${device}`);

/** The block device that a file lies on, or will, as '254:0'; a device is itself. */
async function deviceOf(host: Host, path: string): Promise<string> {
  if (path.startsWith('/dev/')) return path;
  return (await host.run(['stat', '--format', '%Hd:%Ld', '--', dirname(path)])).stdout.trim();
}

import type { Host } from '../../../host/host.ts';

/** What of a machine is counted, and how its row is called. */
export interface Devices {
  readonly name: string;
  /** Whole disks. What is made of others (loop, device mapper, RAID) would be counted twice. */
  readonly disks: readonly string[];
  /** Network cards. What is made of others (bridges, taps, vifs) would be counted twice. */
  readonly cards: readonly string[];
}

/** Source: sysfs(5): only what stands for itself has a `device`. @example (await devicesOf(localHost(), 'node1')).disks // ['sda'] */
export async function devicesOf(host: Host, name: string): Promise<Devices> {
  const disks = (await listed(host, '/sys/block')).filter((disk) => !MADE_OF_OTHERS.test(disk));
  const links = await listed(host, '/sys/class/net');
  const areCards = await Promise.all(links.map((link) => host.exists(`/sys/class/net/${link}/device`)));
  return { name, disks, cards: links.filter((_, index) => areCards[index]) };
}

const MADE_OF_OTHERS = /^(loop|ram|zram|dm-|md|nbd|sr|fd)\d*/;

const listed = (host: Host, path: string): Promise<string[]> => host.list(path).catch(() => []);

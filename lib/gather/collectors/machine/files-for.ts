import type { Host } from '../../../host/host.ts';
import type { GatherSection } from '../../section.ts';

export const STAT = '/proc/stat';
export const DISKSTATS = '/proc/diskstats';
export const MEMINFO = '/proc/meminfo';
export const NETWORK = '/proc/net/dev';
export const PRESSURE = {
  cpu: '/proc/pressure/cpu',
  memory: '/proc/pressure/memory',
  io: '/proc/pressure/io',
} as const;

const FILES: Readonly<Record<GatherSection, readonly string[]>> = {
  cpu: [STAT],
  disk: [DISKSTATS],
  network: [NETWORK],
  memory: [MEMINFO],
  cache: [],
  pressure: Object.values(PRESSURE),
  schedule: [STAT],
};

/** The files that there are (kernels may be without pressure). @example await filesFor(host, ['cpu', 'schedule']) // ['/proc/stat'] */
export async function filesFor(host: Host, sections: readonly GatherSection[]): Promise<string[]> {
  const files = [...new Set(sections.flatMap((section) => FILES[section]))];
  const readable = await Promise.all(files.map((file) => host.readFile(file).then(Boolean, () => false)));
  return files.filter((_, index) => readable[index]);
}

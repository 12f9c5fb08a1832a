/**
 * Which collectors gather what: decided by who manages the VMs and what was asked for.
 */
import type { GatherSection } from '../section.ts';

/** vmlab's own collectors. */
export type CollectorName = 'usage' | 'host' | 'groups' | 'cache' | 'xentop' | 'xl';

const OF: Readonly<Record<'kernel' | 'xen' | 'elsewhere', Readonly<Record<GatherSection, readonly CollectorName[]>>>> =
  {
    kernel: {
      cpu: ['usage', 'host'],
      disk: ['usage', 'host'],
      network: ['usage', 'host'],
      memory: ['usage', 'host'],
      cache: ['cache'],
      pressure: ['groups', 'host'],
      schedule: ['groups', 'host'],
    },
    // The kernel of dom0 knows its own processes only: what domains use is the hypervisor's to tell.
    xen: {
      cpu: ['xentop', 'xl', 'host'],
      disk: ['xentop', 'xl', 'host'],
      network: ['xentop', 'xl', 'host'],
      memory: ['xentop', 'xl', 'host'],
      cache: ['cache'],
      pressure: ['host'],
      schedule: ['host'],
    },
    // Of a libvirt on another machine there are no files here: the recorder says so of each VM.
    elsewhere: {
      cpu: ['usage'],
      disk: ['usage'],
      network: ['usage'],
      memory: ['usage'],
      cache: [],
      pressure: [],
      schedule: [],
    },
  };

/** @param uri of the lab. @returns in the order in which they are started. @example chooseCollectors('xen:', ['cpu']) // ['xl', 'host', 'xentop'] */
export function chooseCollectors(uri: string, sections: readonly GatherSection[]): CollectorName[] {
  const wanted = new Set(sections.flatMap((section) => OF[kindOf(uri)][section]));
  return ORDER.filter((name) => wanted.has(name));
}

function kindOf(uri: string): keyof typeof OF {
  if (isXen(uri)) return 'xen';
  return uri.includes('+') ? 'elsewhere' : 'kernel';
}

export const isXen = (uri: string): boolean => uri.startsWith('xen');

/** What takes long to start goes first, so that all have the same time. */
const ORDER: readonly CollectorName[] = ['cache', 'xl', 'usage', 'groups', 'host', 'xentop'];

import type { Behaviour, MemoryHost } from '../../lib/host/memory.ts';
import { memoryHost } from '../../lib/host/memory.ts';

export const ROOT = '/sys/fs/cgroup';

const FILES: Readonly<Record<string, string>> = {
  'cgroup.procs': '',
  'cgroup.subtree_control': '\n',
  'cgroup.freeze': '0\n',
  'cgroup.events': 'populated 0\nfrozen 0\n',
  'cgroup.kill': '',
  'cpu.max': 'max 100000\n',
  'cpu.weight': '100\n',
  'cpu.stat': 'usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\n',
  'memory.max': 'max\n',
  'memory.stat': 'anon 4096\n',
  'cpuset.cpus': '\n',
  'cpuset.cpus.effective': '0-1\n',
  'io.max': '',
  'io.stat': '',
  'pids.max': 'max\n',
};

/** A machine with cgroup v2 mounted as systemd does, as far as making and limiting groups goes. */
export function fakeV2(behaviour: Behaviour = {}): MemoryHost {
  const enabled = new Set<string>();
  return memoryHost(
    {
      '/proc/self/mountinfo': `32 23 0:27 / ${ROOT} rw,relatime - cgroup2 cgroup2 rw\n`,
      '/proc/self/cgroup': '0::/\n',
      [`${ROOT}/cgroup.controllers`]: 'cpuset cpu io memory pids rdma\n',
      [`${ROOT}/cgroup.subtree_control`]: 'memory\n',
      [`${ROOT}/cgroup.procs`]: '1\n',
      '/state/readme': '',
    },
    {
      filesIn: () => FILES,
      stored: (path, value) => (path === `${ROOT}/cgroup.subtree_control` ? control(enabled, value) : value),
      ...behaviour,
    },
  );
}

/** The kernel takes `+cpu -io` and shows what is enabled. */
function control(enabled: Set<string>, value: string): string {
  enabled.add('memory');
  for (const word of value.split(' ')) {
    if (word.startsWith('+')) enabled.add(word.slice(1));
    if (word.startsWith('-')) enabled.delete(word.slice(1));
  }
  return `${[...enabled].join(' ')}\n`;
}

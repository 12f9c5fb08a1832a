import { cgroupUndo } from '../../../lib/cgroup/undo.ts';
import type { Behaviour } from '../../../lib/host/memory.ts';
import { hostUndo } from '../../../lib/host/undo.ts';
import { createLab } from '../../../lib/lab/lab.ts';
import { fakeV2, ROOT } from '../../support/fake-v2.ts';
import { memorySession, memoryStore, OWNER } from '../../support/memory-session.ts';

/** @example file('vm1', 'cpu.weight') */
export const file = (vm: string, name: string) => `${ROOT}/vmlab/${vm}/${name}`;
export const NO_NETWORK = { network: false };
const PROC = {
  '/proc/stat': 'cpu  100 20 30 4000 500 6 7 8 0 0\ncpu0 1 2 3\n',
  '/proc/meminfo': 'MemTotal: 8192 kB\nMemAvailable: 4096 kB\n',
};

/** A lab on a machine in memory with cgroup v2. */
export async function machine(behaviour: Behaviour = {}) {
  const host = fakeV2(behaviour);
  for (const [path, text] of Object.entries(PROC)) await host.writeFile(path, text).catch(() => {});
  const lab = createLab(() => {
    const handlers = { ...hostUndo(host), ...cgroupUndo(host) };
    const store = memoryStore();
    const names = { directory: '/state', owner: OWNER, isAlive: () => true };
    return { host, session: memorySession(handlers, store), store, handlers, names };
  });
  return { host, lab };
}

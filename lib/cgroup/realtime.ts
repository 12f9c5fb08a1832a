/**
 * Lets a group's threads be of the real-time class: on v1 with CONFIG_RT_GROUP_SCHED a new group may not, and the thread of an agent that
 * applies the steps would wake when the burners of others let it. What is granted is a most, not a reservation.
 * Source: Documentation/scheduler/sched-rt-group.rst.
 */
import type { Host } from '../host/host.ts';
import type { Hierarchy } from './tree.ts';

const FILE = 'cpu.rt_runtime_us';

/** Of each second: for all VMs together, so that real-time work of others keeps most of its 950 ms. */
const FOR_ALL_US = 400_000;
/** For one VM: what a hundred steps a second need; where many VMs share, what ten need. The sum may not pass what all have. */
const FOR_ONE_US = [20_000, 4_000];

export const allowRealtimeForAll = (host: Host, hierarchy: Hierarchy, path: string): Promise<void> =>
  allow(host, hierarchy, { path, microseconds: [FOR_ALL_US] });

export const allowRealtimeForOne = (host: Host, hierarchy: Hierarchy, path: string): Promise<void> =>
  allow(host, hierarchy, { path, microseconds: FOR_ONE_US });

interface Wish {
  readonly path: string;
  readonly microseconds: readonly number[];
}

/** A wish: where it is refused, steps may be later on a busy machine, and are reported so. */
async function allow(host: Host, { controllers, version }: Hierarchy, { path, microseconds }: Wish): Promise<void> {
  if (version === 2 || !controllers.includes('cpu') || !(await host.exists(`${path}/${FILE}`))) return;
  for (const each of microseconds) {
    const granted = await host.writeFile(`${path}/${FILE}`, String(each)).then(
      () => true,
      () => false,
    );
    if (granted) return;
  }
}

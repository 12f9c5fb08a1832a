import type { Host } from '../../host/host.ts';
import type { HostReading } from './plant.ts';

/** USER_HZ, the unit of /proc/stat: 100 on every architecture that Node runs on (time(7)). */
const TICKS = 100;

/** What the CPUs of a machine have done so far: the first line of /proc/stat (proc_stat(5)). What a hypervisor took is no time of theirs to give. */
export async function readHost(host: Host): Promise<HostReading> {
  const [line = ''] = (await host.readFile('/proc/stat')).split('\n');
  const [user, nice, system, idle, iowait, irq, softirq, steal] = line.trim().split(/\s+/).slice(1).map(Number);
  return { busy: (user + nice + system + irq + softirq + steal) / TICKS, idle: (idle + iowait) / TICKS };
}

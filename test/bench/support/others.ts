import { readFileSync } from 'node:fs';

/** CPU time of this machine in core-seconds, from /proc/stat (in ticks of 10 ms; proc(5)). */
export interface MachineTime {
  /** All that ran: user, nice, system, irq, softirq. */
  readonly busy: number;
  /** Taken by the hypervisor for others. */
  readonly steal: number;
}

const TICKS_PER_SECOND = 100;

/** @example machineTime().steal // 0.42 */
export function machineTime(): MachineTime {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line.split(/\s+/).slice(1).map(Number);
  return { busy: (user + nice + system + irq + softirq) / TICKS_PER_SECOND, steal: steal / TICKS_PER_SECOND };
}

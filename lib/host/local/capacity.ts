import { availableParallelism } from 'node:os';
import type { Host } from '../host.ts';

/** What this machine has to give now: cores that this process may use, and bytes of memory. */
export interface Available {
  readonly cpu: number;
  readonly memory: number;
}

/** Left to the rest of the machine, so that a replay that takes all the memory there is does not meet the OOM killer. */
const RESERVE_BYTES = 256 * 2 ** 20;

/** @example (await available(localHost())).cpu // 2 */
export async function available(host: Host): Promise<Available> {
  const meminfo = await host.readFile('/proc/meminfo');
  const kilobytes = Number(/^MemAvailable:\s+(\d+)/m.exec(meminfo)?.[1] ?? Number.NaN);
  return { cpu: availableParallelism(), memory: kilobytes * 1024 - RESERVE_BYTES };
}

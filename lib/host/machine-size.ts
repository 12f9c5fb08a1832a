import type { Host } from './host.ts';

/** What a machine has in all. */
export interface MachineSize {
  readonly cores: number;
  /** bytes */
  readonly memory: number;
}

/** Source: proc(5), /proc/stat and /proc/meminfo. @example (await machineSize(localHost())).cores // 2 */
export async function machineSize(host: Host): Promise<MachineSize> {
  const [stat, meminfo] = await Promise.all(['/proc/stat', '/proc/meminfo'].map((file) => host.readFile(file)));
  return {
    cores: stat?.match(/^cpu\d/gm)?.length ?? Number.NaN,
    memory: Number(/^MemTotal:\s+(\d+)/m.exec(meminfo ?? '')?.[1] ?? Number.NaN) * 1024,
  };
}

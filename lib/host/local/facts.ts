/**
 * What is known of this machine, for the recordings made on it.
 */
import { cpus, hostname, machine, release, totalmem } from 'node:os';
import type { HostFacts } from '../../trace/trace.ts';

/** @returns name, architecture, CPUs online, bytes of memory, kernel release. @example hostFacts().cpus // 2 */
export const hostFacts = (): Required<HostFacts> => ({
  hostname: hostname(),
  architecture: machine(),
  cpus: cpus().length,
  memory: totalmem(),
  kernel: release(),
});

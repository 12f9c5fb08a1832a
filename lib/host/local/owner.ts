/**
 * Who this process is, and whether another one still lives. Synchronous, as the journal is.
 */
import { readFileSync } from 'node:fs';
import type { Owner } from '../../core/journal.ts';
import { hasEnded, parseProcessStat } from '../process-stat.ts';

/** @returns this process. @throws what node:fs throws where /proc is not mounted. */
export const thisProcess = (): Owner => ({
  pid: process.pid,
  startTime: parseProcessStat(readFileSync('/proc/self/stat', 'utf8')).startTime,
  bootId: currentBootId(),
});

const currentBootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** True while that very process runs: the pid exists, with the same start time, since the same boot. */
export function isAlive(owner: Owner): boolean {
  if (owner.bootId !== currentBootId()) return false;
  try {
    const stat = parseProcessStat(readFileSync(`/proc/${owner.pid}/stat`, 'utf8'));
    return stat.startTime === owner.startTime && !hasEnded(stat);
  } catch {
    return false;
  }
}

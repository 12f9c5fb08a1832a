import { readFileSync } from 'node:fs';
import { parseProcessStat } from '../../../lib/host/process-stat.ts';

const TICKS_PER_SECOND = 100;

/** CPU time of children of this process that have ended, and were waited for. In core-seconds. Source: proc_pid_stat(5), cutime and cstime. */
export function childrenTime(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[CUTIME]) + Number(fields[CUTIME + 1])) / TICKS_PER_SECOND;
}

/** 16, in the man page's count, where the two before the parenthesis are 1 and 2. */
const CUTIME = 16 - 3;

/** Of those that live. */
export const liveChildrenTime = (): number =>
  readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .reduce((sum, pid) => sum + ticksOf(pid), 0) / TICKS_PER_SECOND;

function ticksOf(pid: string): number {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8')).ticks;
  } catch {
    return 0; // it ended just now
  }
}

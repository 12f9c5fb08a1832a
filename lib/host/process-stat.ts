/**
 * /proc/PID/stat, as much of it as tells processes apart. Source: proc_pid_stat(5).
 */

/** One process at one time. */
export interface ProcessStat {
  readonly pid: number;
  /** Its name, at most 15 characters; it may hold spaces and parentheses. */
  readonly command: string;
  /** 'R', 'S', 'Z' (dead, but its parent has not been told) … */
  readonly state: string;
  readonly parent: number;
  /** Clock ticks since boot, as written: with the pid, it names a process for good. */
  readonly startTime: string;
  /** CPU time of all its threads, and of the children that have ended and were waited for, in ticks of USER_HZ. */
  readonly ticks: number;
}

/** @example parseProcessStat('42 (a (b) c) S 1 …').command // 'a (b) c' */
export function parseProcessStat(text: string): ProcessStat {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  const [state = '', parent, ...rest] = text.slice(close + 2).split(' ');
  return {
    pid: Number(text.slice(0, open)),
    command: text.slice(open + 1, close),
    state,
    parent: Number(parent),
    startTime: rest[STARTTIME_AFTER_PPID] ?? '',
    ticks: rest.slice(UTIME_AFTER_PPID, UTIME_AFTER_PPID + 4).reduce((sum, ticks) => sum + Number(ticks), 0),
  };
}

/** starttime is field 22; the fields after `ppid` (4) begin with 5. */
const STARTTIME_AFTER_PPID = 22 - 5;
/** utime, stime, cutime and cstime are fields 14 to 17. */
const UTIME_AFTER_PPID = 14 - 5;

/** A zombie has ended: it holds nothing any more and only waits to be reaped. */
export const hasEnded = ({ state }: ProcessStat): boolean => state === 'Z' || state === 'X';

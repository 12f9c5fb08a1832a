import type { Counters } from './counter.ts';

/**
 * The counters that the kernel keeps of one process, for where there is no group: its CPU clock, RssAnon of /proc/PID/status, and the
 * bytes of /proc/PID/io (what it caused to be fetched from and sent to the storage layer). proc(5).
 */
export const processCounters = (pid: number): Counters => ({
  cpu: { process: pid, parse: (text) => Number(text || Number.NaN) / 1e9, measuredBy: `CPU clock of process ${pid}` },
  memory: {
    file: `/proc/${pid}/status`,
    parse: (text) => field(text, 'RssAnon') * 1024,
    measuredBy: `RssAnon of process ${pid}`,
  },
  read: {
    file: `/proc/${pid}/io`,
    parse: (text) => field(text, 'read_bytes'),
    measuredBy: `read_bytes of process ${pid}`,
  },
  write: {
    file: `/proc/${pid}/io`,
    parse: (text) => field(text, 'write_bytes'),
    measuredBy: `write_bytes of process ${pid}`,
  },
});

const field = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN);

import type { Dialect } from '../dialect.ts';
import { ioStat, sumOf } from '../statistics/disks.ts';
import { flatKeyed } from '../statistics/flat-keyed.ts';

const MICROSECONDS = 1e6;

/** What a recorder samples. */
export const counters: Dialect['counters'] = (disks) => ({
  cpu: {
    file: 'cpu.stat',
    parse: (text) => flatKeyed(text)('usage_usec') / MICROSECONDS,
    measuredBy: 'usage_usec of cpu.stat',
  },
  memory: { file: 'memory.stat', parse: (text) => flatKeyed(text)('anon'), measuredBy: 'anon of memory.stat' },
  read: { ...diskCounter('read', disks), measuredBy: 'rbytes of io.stat' },
  write: { ...diskCounter('write', disks), measuredBy: 'wbytes of io.stat' },
});

/** `io.stat` has no line for a disk, and so no text at all, before the group's first byte. */
const diskCounter = (what: 'read' | 'write', disks?: readonly string[]) => ({
  file: 'io.stat',
  parse: (text: string) => sumOf(ioStat(text), what, disks),
  empty: 0,
});

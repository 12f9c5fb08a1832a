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
  read: { file: 'io.stat', parse: (text) => sumOf(ioStat(text), 'read', disks), measuredBy: 'rbytes of io.stat' },
  write: { file: 'io.stat', parse: (text) => sumOf(ioStat(text), 'write', disks), measuredBy: 'wbytes of io.stat' },
});

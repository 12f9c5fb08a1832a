import type { Dialect } from '../dialect.ts';
import { blkioStat, sumOf } from '../statistics/disks.ts';
import { flatKeyed, single } from '../statistics/flat-keyed.ts';

const NANOSECONDS = 1e9;
const BYTES = 'blkio.throttle.io_service_bytes';

/** What a recorder samples. Of a disk's bytes Read and Write are counted, never Total: that has Discard in it as well. */
export const counters: Dialect['counters'] = (disks) => ({
  cpu: { file: 'cpuacct.usage', parse: (text) => single(text) / NANOSECONDS, measuredBy: 'cpuacct.usage' },
  memory: {
    file: 'memory.stat',
    parse: (text) => flatKeyed(text)('total_rss'),
    measuredBy: 'total_rss of memory.stat',
  },
  read: { file: BYTES, parse: (text) => sumOf(blkioStat(text), 'read', disks), measuredBy: `Read of ${BYTES}` },
  write: { file: BYTES, parse: (text) => sumOf(blkioStat(text), 'write', disks), measuredBy: `Write of ${BYTES}` },
});

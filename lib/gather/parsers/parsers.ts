/**
 * Readers of what instruments print, for output that was saved anywhere: a sample an iteration, a record a domain, base units (bytes, seconds,
 * cores, shares of 1) that the names tell, NaN for what a tool does not tell. Text in, data out: nothing is read or run.
 */
import { iostat } from './iostat/iostat.ts';
import { diskstats } from './kernel/diskstats.ts';
import { pressure } from './kernel/pressure.ts';
import { schedstat } from './kernel/schedstat.ts';
import { stat } from './kernel/stat.ts';
import { domstats } from './libvirt/domstats.ts';
import { perfStat } from './perf/perf-stat.ts';
import { virtTop } from './virt-top/virt-top.ts';
import { xentop } from './xen/xentop.ts';
import { xlList } from './xen/xl-list.ts';
import { xlVcpuList } from './xen/xl-vcpu-list.ts';

/** All of them, by the names of their tools. @example gather.parsers.xentop(await readFile('xentop.txt', 'utf8')).samples.length // 12 */
export const parsers = Object.freeze({
  xentop,
  xlList,
  xlVcpuList,
  iostat,
  perfStat,
  virtTop,
  domstats,
  diskstats,
  pressure,
  schedstat,
  stat,
});

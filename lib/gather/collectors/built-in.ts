import type { CollectorName } from '../collector/choose.ts';
import type { Collector } from '../collector/collector.ts';
import { cache } from './cache/cache.ts';
import { groups } from './groups/groups.ts';
import { machine } from './machine/machine.ts';
import { usage } from './usage/usage.ts';
import { xentop } from './xen/xentop.ts';
import { xl } from './xen/xl.ts';

/** vmlab's own collectors, each made anew for a run. @example builtIn.host().name // 'host' */
export const builtIn: Readonly<Record<CollectorName, () => Collector>> = {
  usage: () => usage(),
  host: () => machine(),
  groups: () => groups(),
  cache: () => cache(),
  xentop: () => xentop(),
  xl: () => xl(),
};

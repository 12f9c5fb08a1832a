import type { Dialect } from './dialect.ts';
import { counters } from './v2/counters.ts';
import { freezer } from './v2/freezer.ts';
import { encode, readings } from './v2/limits.ts';
import { statistics } from './v2/statistics.ts';

/** cgroup v2: one hierarchy, one directory a group. */
export const v2: Dialect = { version: 2, encode, ...readings, statistics, counters, freezer };

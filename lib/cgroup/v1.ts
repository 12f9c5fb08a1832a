import type { Dialect } from './dialect.ts';
import { counters } from './v1/counters.ts';
import { freezer } from './v1/freezer.ts';
import { encode, readings } from './v1/limits.ts';
import { statistics } from './v1/statistics.ts';

/** cgroup v1, in the words of v2: a hierarchy, and so a directory, for each controller. */
export const v1: Dialect = { version: 1, encode, ...readings, statistics, counters, freezer };

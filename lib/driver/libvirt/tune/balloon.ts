import { parseDomainXml } from '../domain-xml/parse.ts';
import { parseMemoryStatistics } from '../memory-statistics.ts';
import type { Tune } from './tune.ts';

/** What the guest is left with, in KiB. */
export const balloonSize: Tune = {
  read: ({ uuid }) => ['dommemstat', uuid],
  valueIn: (output) => String(parseMemoryStatistics(output).actual ?? ''),
  write: ({ uuid }, value) => ['setmem', uuid, value, '--live'],
  moves: true,
};

/** How often the guest is asked for its statistics, in s; 0: never. */
export const balloonPeriod: Tune = {
  read: ({ uuid }) => ['dumpxml', uuid],
  valueIn: (output) => String(parseDomainXml(output).balloonPeriod ?? ''),
  write: ({ uuid }, value) => ['dommemstat', uuid, '--period', value, '--live'],
};

/**
 * Counts of perf as tables: sums by domain, and by CPU where they were asked for.
 */
import type { ParsedOutput } from '../../collector/collector.ts';
import { parsers } from '../../parsers/parsers.ts';
import type { PerfCount } from '../../parsers/perf/output.ts';
import { sumOfKnown } from '../../raw/growth.ts';
import { CACHE_COLUMNS } from '../../result/columns.ts';
import type { GatherRow, GatherTable } from '../../result/table.ts';
import type { PerfTarget } from './arguments.ts';
import type { CacheIndex } from './cache-index.ts';

/** @param texts of the targets, in their order */
export function cacheOutput({ targets, uncounted, unsupported }: CacheIndex, texts: readonly string[]): ParsedOutput {
  if (unsupported !== null) return { tables: [{ ...EMPTY, unsupported }] };
  const counted = targets.flatMap((target, index) => countedBy(target, countsIn(texts[index] ?? '')));
  const byCpu = counted.flatMap(cpusOf);
  const silent = targets.filter((_, index) => (texts[index] ?? '').trim() === '').map(nameOf);
  return {
    tables: [
      { ...EMPTY, rows: counted.map(rowOf) },
      ...(byCpu.length > 0 ? [{ ...EMPTY, section: 'cache by CPU', rows: byCpu.map(rowOf) }] : []),
    ],
    missing: [
      ...(silent.length > 0 ? [`cache of ${silent.join(', ')}: perf printed nothing`] : []),
      ...(uncounted.length > 0 ? [`cache of ${uncounted.join(', ')}: ${NOTHING_TO_COUNT}`] : []),
    ],
  };
}

const NOTHING_TO_COUNT = 'perf cannot tell their groups apart here, and at the start they had no processes to count';

const EMPTY: GatherTable = { section: 'cache', columns: CACHE_COLUMNS, rows: [] };

interface Counted {
  readonly name: string;
  readonly counts: readonly PerfCount[];
}

const countsIn = (text: string): readonly PerfCount[] =>
  text.trim() === '' ? [] : parsers.perfStat(text).samples.flatMap(({ counts }) => counts);

function countedBy(target: PerfTarget, counts: readonly PerfCount[]): Counted[] {
  if (target.kind !== 'groups') return [{ name: target.name, counts }];
  return Object.entries(target.vms).map(([group, name]) => ({
    name,
    counts: counts.filter(({ cgroup }) => cgroup === group),
  }));
}

function cpusOf({ name, counts }: Counted): Counted[] {
  const cpus = [...new Set(counts.flatMap(({ of }) => of ?? []))];
  return cpus.map((cpu) => ({ name: `${name} ${cpu}`, counts: counts.filter(({ of }) => of === cpu) }));
}

function rowOf({ name, counts }: Counted): GatherRow {
  const count = (event: string) => sumOfKnown(counts.filter((each) => each.event === event).map(({ value }) => value));
  const [llcReferences, llcMisses] = [count('LLC-loads'), count('LLC-load-misses')];
  const [cacheReferences, cacheMisses] = [count('cache-references'), count('cache-misses')];
  return {
    name,
    values: {
      ...{ llcReferences, llcMisses, llcHits: llcReferences - llcMisses },
      ...{ cacheReferences, cacheMisses, cacheHits: cacheReferences - cacheMisses },
    },
  };
}

const nameOf = (target: PerfTarget): string =>
  target.kind === 'groups' ? Object.values(target.vms).join(', ') : target.name;

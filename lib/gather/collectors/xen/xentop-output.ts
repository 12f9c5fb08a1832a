/**
 * Samples of xentop as tables. CPU time is in whole seconds there, and CPU use in tenths of a percent: means are of the latter.
 */
import type { ParsedOutput } from '../../collector/collector.ts';
import type { XentopDomain, XentopOutput } from '../../parsers/xen/xentop-output.ts';
import { greatest, growthOf, meanOf, rateOf } from '../../raw/growth.ts';
import { CPU_COLUMNS, DISK_COLUMNS, MEMORY_COLUMNS, NETWORK_COLUMNS } from '../../result/columns.ts';
import type { GatherColumn, GatherSeries, GatherTable } from '../../result/table.ts';
import { isWanted } from './wanted.ts';
import type { XentopTimes } from './xentop-times.ts';

/** @example xentopOutput(gather.parsers.xentop(text), times).tables[0]?.rows[0]?.values.cpuSeconds // 12 */
export function xentopOutput(output: XentopOutput, times: XentopTimes): ParsedOutput {
  const seen = seenOf(output, times);
  const table = (section: string, columns: readonly GatherColumn[], values: (seen: Seen[]) => Values): GatherTable => ({
    section,
    columns,
    rows: [...seen].map(([name, samples]) => ({ name, values: values(samples) })),
  });
  return {
    tables: [
      table('cpu', CPU_COLUMNS, cpuOf),
      table('disk', DISK_COLUMNS, diskOf),
      table('network', NETWORK_COLUMNS, networkOf),
      table('memory', MEMORY_COLUMNS, memoryOf),
    ],
    series: [cpuSeries(seen, times)],
    missing: [...output.notes, ...comings(seen, output.samples.length)],
  };
}

type Values = Readonly<Record<string, number>>;

/** A domain in one sample. */
interface Seen extends XentopDomain {
  readonly at: number;
  readonly sample: number;
}

/** Those that are nearly gone have no name any more: nothing is known of them. */
function seenOf({ samples }: XentopOutput, { heads, hostName, wanted }: XentopTimes): Map<string, Seen[]> {
  const seen = new Map<string, Seen[]>();
  const isOne = isWanted(wanted);
  for (const [sample, { domains }] of samples.entries())
    for (const domain of domains) {
      if (domain.name === undefined || !isOne(domain.name)) continue;
      const name = domain.name === 'Domain-0' ? hostName : domain.name;
      seen.set(name, [...(seen.get(name) ?? []), { ...domain, at: heads[sample] ?? Number.NaN, sample }]);
    }
  return seen;
}

const readings = (seen: readonly Seen[], value: (domain: Seen) => number) =>
  seen.map((domain) => ({ at: domain.at, value: value(domain) }));

function cpuOf(seen: Seen[]): Values {
  const cores = seen.map(({ cpuCores }) => cpuCores);
  return {
    cpuSeconds: growthOf(readings(seen, ({ cpuSeconds }) => cpuSeconds)),
    meanCores: meanOf(cores),
    maxCores: greatest(cores),
  };
}

/** In xentop's samples; the first one tells of no use. */
const cpuSeries = (seen: ReadonlyMap<string, readonly Seen[]>, { heads }: XentopTimes): GatherSeries => ({
  section: 'cpu',
  kind: 'series',
  title: 'CPU of domains',
  unit: 'cores',
  x: heads.map((at) => at - (heads[0] as number)).slice(1),
  lines: [...seen].map(([name, samples]) => {
    const values = new Array<number>(heads.length).fill(Number.NaN);
    for (const { sample, cpuCores } of samples) values[sample] = cpuCores;
    return { name, values: values.slice(1, heads.length) };
  }),
});

const SECTOR_BYTES = 512;

function diskOf(seen: Seen[]): Values {
  const read = readings(seen, ({ readSectors }) => readSectors * SECTOR_BYTES);
  const written = readings(seen, ({ writeSectors }) => writeSectors * SECTOR_BYTES);
  return {
    readBytes: growthOf(read),
    writtenBytes: growthOf(written),
    readBytesPerSecond: rateOf(read),
    writtenBytesPerSecond: rateOf(written),
  };
}

function networkOf(seen: Seen[]): Values {
  const received = readings(seen, ({ receivedBytes }) => receivedBytes);
  const sent = readings(seen, ({ sentBytes }) => sentBytes);
  return {
    receivedBytes: growthOf(received),
    sentBytes: growthOf(sent),
    receivedBytesPerSecond: rateOf(received),
    sentBytesPerSecond: rateOf(sent),
  };
}

function memoryOf(seen: Seen[]): Values {
  const bytes = seen.map(({ memoryBytes }) => memoryBytes);
  return { meanBytes: meanOf(bytes), maxBytes: greatest(bytes) };
}

function comings(seen: ReadonlyMap<string, readonly Seen[]>, samples: number): string[] {
  return [...seen].flatMap(([name, all]) => {
    const [first, last] = [all[0] as Seen, all.at(-1) as Seen];
    return [
      ...(first.sample > 0 ? [`${name}: there from ${first.at.toFixed(1)} s after the start`] : []),
      ...(last.sample < samples - 1 ? [`${name}: not there any more after ${last.at.toFixed(1)} s`] : []),
    ];
  });
}

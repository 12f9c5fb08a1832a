/**
 * The host's own row in each table.
 */

import type { ParsedOutput } from '../../collector/collector.ts';
import type { CpuTimes } from '../../parsers/kernel/stat.ts';
import { parsers } from '../../parsers/parsers.ts';
import { greatest, growthOf, meanOf, type Reading, rateOf, ratesOf, sumOfKnown, timeOf } from '../../raw/growth.ts';
import { pressureValues } from '../../raw/pressure-values.ts';
import type { TextSample } from '../../raw/sample.ts';
import {
  CPU_COLUMNS,
  DISK_COLUMNS,
  MEMORY_COLUMNS,
  NETWORK_COLUMNS,
  PRESSURE_COLUMNS,
  SCHEDULE_COLUMNS,
} from '../../result/columns.ts';
import type { GatherColumn, GatherSeries, GatherTable } from '../../result/table.ts';
import type { Devices } from './devices.ts';
import { DISKSTATS, MEMINFO, NETWORK, PRESSURE, STAT } from './files-for.ts';
import { cardBytes, usedMemory } from './kernel-files.ts';

type Values = Readonly<Record<string, number>>;

/** Only what was sampled has a table. @example machineOutput(devices, samples).tables[0]?.rows[0]?.values.cpuSeconds // 12.5 */
export function machineOutput(devices: Devices, samples: readonly TextSample[]): ParsedOutput {
  const table = (section: string, columns: readonly GatherColumn[], values: Values): GatherTable => ({
    section,
    columns,
    rows: [{ name: devices.name, values }],
  });
  const has = (file: string) => samples.some(({ texts }) => texts[file] !== undefined);
  return {
    tables: [
      ...(has(STAT)
        ? [table('cpu', CPU_COLUMNS, cpuOf(samples)), table('schedule', SCHEDULE_COLUMNS, stealOf(samples))]
        : []),
      ...(has(DISKSTATS) ? [table('disk', DISK_COLUMNS, disksOf(samples, devices))] : []),
      ...(has(NETWORK) ? [table('network', NETWORK_COLUMNS, networkOf(samples, devices))] : []),
      ...(has(MEMINFO) ? [table('memory', MEMORY_COLUMNS, memoryOf(samples))] : []),
      ...(has(PRESSURE.cpu) ? [table('pressure', PRESSURE_COLUMNS, pressureValues(samples, PRESSURE))] : []),
    ],
    series: has(STAT) ? [cpuSeries(samples, devices)] : [],
  };
}

/** What a text of a file says, in each sample that has it. */
const readings = (samples: readonly TextSample[], file: string, value: (text: string) => number): Reading[] =>
  samples.flatMap(({ at, texts }) => (texts[file] === undefined ? [] : [{ at, value: value(texts[file]) }]));

const busyOf = (samples: readonly TextSample[]): Reading[] =>
  readings(samples, STAT, (text) => busyTime(parsers.stat(text, { file: STAT }).total));

function cpuSeries(samples: readonly TextSample[], { name }: Devices): GatherSeries {
  const busy = busyOf(samples);
  const start = busy[0]?.at ?? 0;
  const x = busy.slice(1).map(({ at }) => at - start);
  return {
    section: 'cpu',
    kind: 'series',
    title: `CPU of ${name}`,
    unit: 'cores',
    x,
    lines: [{ name, values: ratesOf(busy) }],
  };
}

function cpuOf(samples: readonly TextSample[]): Values {
  const busy = busyOf(samples);
  return { cpuSeconds: growthOf(busy), meanCores: rateOf(busy), maxCores: greatest(ratesOf(busy)) };
}

/** What a hypervisor took is no time of theirs; that of guests is in `user`. */
const busyTime = (times: CpuTimes): number =>
  times.userSeconds + times.niceSeconds + times.systemSeconds + times.irqSeconds + times.softirqSeconds;

const stealOf = (samples: readonly TextSample[]): Values => ({
  stealSeconds: growthOf(readings(samples, STAT, (text) => parsers.stat(text, { file: STAT }).total.stealSeconds)),
});

const SECTOR_BYTES = 512;

/** Disk by disk, since one may go. */
function disksOf(samples: readonly TextSample[], { disks }: Devices): Values {
  const bytes = (disk: string, column: 'readSectors' | 'writeSectors') =>
    readings(samples, DISKSTATS, (text) => {
      const found = parsers.diskstats(text, { file: DISKSTATS }).disks.find(({ name }) => name === disk);
      return (found?.[column] ?? Number.NaN) * SECTOR_BYTES;
    });
  const grown = (column: 'readSectors' | 'writeSectors') =>
    sumOfKnown(disks.map((disk) => growthOf(bytes(disk, column))));
  const seconds = timeOf(samples.map(({ at }) => ({ at, value: 0 })));
  const [read, written] = [grown('readSectors'), grown('writeSectors')];
  return {
    readBytes: read,
    writtenBytes: written,
    readBytesPerSecond: read / seconds,
    writtenBytesPerSecond: written / seconds,
  };
}

function networkOf(samples: readonly TextSample[], { cards }: Devices): Values {
  const bytes = (what: 'received' | 'sent') => readings(samples, NETWORK, (text) => cardBytes(text, cards)[what]);
  const [received, sent] = [bytes('received'), bytes('sent')];
  return {
    receivedBytes: growthOf(received),
    sentBytes: growthOf(sent),
    receivedBytesPerSecond: rateOf(received),
    sentBytesPerSecond: rateOf(sent),
  };
}

function memoryOf(samples: readonly TextSample[]): Values {
  const used = readings(samples, MEMINFO, usedMemory).map(({ value }) => value);
  return { meanBytes: meanOf(used), maxBytes: greatest(used) };
}

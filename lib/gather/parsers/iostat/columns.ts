/**
 * The columns of iostat of sysstat 10 to 12, and what is in them. Source: iostat(1); kB is 1024 bytes, a block or sector 512.
 */
import type { IostatCpu, IostatDevice } from './output.ts';

export type IostatFigures = { -readonly [Field in Exclude<keyof IostatDevice, 'name' | 'isGroup'>]: number };

const same = (value: number): number => value;
const kib = (value: number): number => value * 2 ** 10;
const mib = (value: number): number => value * 2 ** 20;
const sectors = (value: number): number => value * 512;
const percent = (value: number): number => value / 100;
const milliseconds = (value: number): number => value / 1000;

export interface IostatColumn {
  readonly field: keyof IostatFigures;
  readonly inBaseUnits: (value: number) => number;
}

const column = (field: keyof IostatFigures, inBaseUnits = same): IostatColumn => ({ field, inBaseUnits });

export const DEVICE_COLUMNS: ReadonlyMap<string, IostatColumn> = new Map([
  ['tps', column('transfersPerSecond')],
  ['r/s', column('readsPerSecond')],
  ['w/s', column('writesPerSecond')],
  ['d/s', column('discardsPerSecond')],
  ['f/s', column('flushesPerSecond')],
  ...sized('bytesPerSecond', (unit) => `${unit}/s`),
  ...sized('readBytesPerSecond', (unit) => `r${unit}/s`),
  ...sized('writeBytesPerSecond', (unit) => `w${unit}/s`),
  ...sized('discardBytesPerSecond', (unit) => `d${unit}/s`),
  ...sized('readBytesPerSecond', (unit) => `${unit}_read/s`),
  ...sized('writeBytesPerSecond', (unit) => `${unit}_wrtn/s`),
  ...sized('discardBytesPerSecond', (unit) => `${unit}_dscd/s`),
  ...sized('readBytes', (unit) => `${unit}_read`),
  ...sized('writeBytes', (unit) => `${unit}_wrtn`),
  ...sized('discardBytes', (unit) => `${unit}_dscd`),
  ['rqm/s', column('mergedPerSecond')],
  ['rrqm/s', column('readsMergedPerSecond')],
  ['wrqm/s', column('writesMergedPerSecond')],
  ['drqm/s', column('discardsMergedPerSecond')],
  ['%rrqm', column('readsMergedShare', percent)],
  ['%wrqm', column('writesMergedShare', percent)],
  ['%drqm', column('discardsMergedShare', percent)],
  ['await', column('waitSeconds', milliseconds)],
  ['r_await', column('readWaitSeconds', milliseconds)],
  ['w_await', column('writeWaitSeconds', milliseconds)],
  ['d_await', column('discardWaitSeconds', milliseconds)],
  ['f_await', column('flushWaitSeconds', milliseconds)],
  ['svctm', column('serviceSeconds', milliseconds)],
  ['avgrq-sz', column('requestBytes', sectors)],
  ['areq-sz', column('requestBytes', kib)],
  ['rareq-sz', column('readRequestBytes', kib)],
  ['wareq-sz', column('writeRequestBytes', kib)],
  ['dareq-sz', column('discardRequestBytes', kib)],
  ['avgqu-sz', column('queueLength')],
  ['aqu-sz', column('queueLength')],
  ['%util', column('utilization', percent)],
]);

/** The same in kB, MB (`-m`), blocks (POSIX) and sectors. */
function sized(field: keyof IostatFigures, name: (unit: string) => string): [string, IostatColumn][] {
  const units = { kB: kib, MB: mib, Blk: sectors, sec: sectors };
  return Object.entries(units).map(([unit, inBaseUnits]) => [name(unit), column(field, inBaseUnits)]);
}

export const NO_FIGURES = Object.freeze(
  Object.fromEntries([...DEVICE_COLUMNS.values()].map(({ field }) => [field, Number.NaN])),
) as Readonly<IostatFigures>;

export const CPU_COLUMNS = ['%user', '%nice', '%system', '%iowait', '%steal', '%idle'] as const;

/** @param percentages by column @returns NaN for what is not there */
export function cpuShares(percentages: ReadonlyMap<string, number>): IostatCpu {
  const [user, nice, system, iowait, steal, idle] = CPU_COLUMNS.map((name) =>
    percent(percentages.get(name) ?? Number.NaN),
  ) as [number, number, number, number, number, number];
  return { user, nice, system, iowait, steal, idle };
}

/** @param values by column @returns NaN for what is not there; columns that are not known are left out */
export function figuresOf(values: ReadonlyMap<string, number>): IostatFigures {
  const figures = { ...NO_FIGURES };
  for (const [name, value] of values) {
    const known = DEVICE_COLUMNS.get(name);
    if (known) figures[known.field] = known.inBaseUnits(value);
  }
  return figures;
}

/** @returns a note on columns of a newer iostat, if there are */
export function unknownNote(names: Iterable<string>, known: (name: string) => boolean): string[] {
  const unknown = [...new Set(names)].filter((name) => !known(name));
  return unknown.length > 0 ? [`Columns that are not known were left out: ${unknown.join(', ')}`] : [];
}

import { listAt, member, numberAt, parseJson, textAt } from '../text/json.ts';
import { type Origin, refusal } from '../text/place.ts';
import { CPU_COLUMNS, cpuShares, DEVICE_COLUMNS, figuresOf, unknownNote } from './columns.ts';
import type { IostatDevice, IostatOutput, IostatSample } from './output.ts';

/** @throws InputError */
export function readIostatJson(text: string, origin: Origin): IostatOutput {
  const { value, ending } = parseJson(text, origin);
  const host = listAt(value, 'sysstat', 'hosts')[0];
  if (host === undefined) throw refusal({ origin, line: 1 }, 'sysstat.hosts in the JSON of iostat', value);
  const reports = listAt(host, 'statistics');
  const names = reports.flatMap((report) =>
    listAt(report, 'disk').flatMap((disk) => [...numbersIn(disk, origin).keys()]),
  );
  const notes = [...ending.notes, ...unknownNote(names, (name) => DEVICE_COLUMNS.has(name))];
  const { truncated } = ending;
  return { host: hostOf(host), samples: reports.map((report) => sampleOf(report, origin)), truncated, notes };
}

const hostOf = (host: unknown): IostatOutput['host'] => ({
  hostname: textAt(host, 'nodename'),
  kernel: textAt(host, 'release'),
  cpus: numberAt(host, 'number-of-cpus'),
});

const sampleOf = (report: unknown, origin: Origin): IostatSample => ({
  time: textAt(report, 'timestamp'),
  cpu: cpuShares(numbersIn(member(report, 'avg-cpu'), origin)),
  devices: listAt(report, 'disk').map((disk) => deviceOf(disk, origin)),
});

function deviceOf(disk: unknown, origin: Origin): IostatDevice {
  const name = textAt(disk, 'disk_device');
  if (name === undefined) throw refusal({ origin, line: 1, column: 'disk_device' }, "a disk's name", disk);
  return { name, isGroup: false, ...figuresOf(numbersIn(disk, origin)) };
}

/** By the names that the tables have: JSON leaves the percent signs out. */
function numbersIn(value: unknown, origin: Origin): ReadonlyMap<string, number> {
  const cells = Object.entries(value ?? {}).filter(([, each]) => typeof each === 'number');
  const bad = cells.find(([, each]) => !(each >= 0));
  if (bad) throw refusal({ origin, line: 1, column: bad[0] }, 'a number of 0 or more', bad[1]);
  return new Map(cells.map(([key, each]) => [columnOf(key), each]));
}

const PERCENTAGES: readonly string[] = [...CPU_COLUMNS, '%rrqm', '%wrqm', '%drqm', '%util'];
const columnOf = (key: string): string => (PERCENTAGES.includes(`%${key}`) ? `%${key}` : key);

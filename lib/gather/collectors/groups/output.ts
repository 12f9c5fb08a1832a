/**
 * How long VMs waited, as tables.
 */
import { flatKeyed } from '../../../cgroup/statistics/flat-keyed.ts';
import type { ParsedOutput } from '../../collector/collector.ts';
import { parsers } from '../../parsers/parsers.ts';
import { growthOf, type Reading, sumOfKnown } from '../../raw/growth.ts';
import { pressureValues } from '../../raw/pressure-values.ts';
import type { TextSample } from '../../raw/sample.ts';
import { PRESSURE_COLUMNS, SCHEDULE_COLUMNS } from '../../result/columns.ts';
import { keyOf, NO_PRESSURE, ofKey, PRESSURES, SEEN, THROTTLING, WAITING } from './read-vm.ts';

/** @example groupsOutput(samples).tables[0]?.rows[0]?.values.cpuSome // 0.12 */
export function groupsOutput(samples: readonly TextSample[]): ParsedOutput {
  const keys = new Set(samples.flatMap(({ texts }) => Object.keys(texts)));
  const vms = [...new Set([...keys].map((key) => ofKey(key).vm))];
  const rows = (values: (vm: string) => Record<string, number>) => vms.map((name) => ({ name, values: values(name) }));
  const withoutPressure = vms.filter((vm) => keys.has(keyOf(NO_PRESSURE, vm)));
  return {
    tables: [
      { section: 'pressure', columns: PRESSURE_COLUMNS, rows: rows((vm) => pressureOf(samples, vm)) },
      { section: 'schedule', columns: SCHEDULE_COLUMNS, rows: rows((vm) => scheduleOf(samples, vm, keys)) },
    ],
    missing: withoutPressure.length > 0 ? [noPressure(withoutPressure)] : [],
  };
}

const noPressure = (vms: readonly string[]): string =>
  `pressure of ${vms.join(', ')} is not supported here: the kernel tells it of groups of cgroup v2 alone, and of no others`;

const pressureOf = (samples: readonly TextSample[], vm: string): Record<string, number> =>
  pressureValues(samples, {
    cpu: keyOf(PRESSURES.cpu, vm),
    memory: keyOf(PRESSURES.memory, vm),
    io: keyOf(PRESSURES.io, vm),
  });

function scheduleOf(samples: readonly TextSample[], vm: string, keys: ReadonlySet<string>): Record<string, number> {
  const threads = [...keys].filter((key) => key.startsWith(WAITING) && ofKey(key).vm === vm);
  return {
    waitSeconds: sumOfKnown(threads.map((key) => waitOf(samples, key))),
    throttledSeconds: growthOf(readings(samples, keyOf(THROTTLING, vm), throttled)),
  };
}

/** A thread that was not there when its VM was first seen began after that, at 0. */
function waitOf(samples: readonly TextSample[], key: string): number {
  const seen = readings(samples, key, (text) => parsers.schedstat(text, { file: key }).waitSeconds);
  const first = samples.find(({ texts }) => texts[keyOf(SEEN, ofKey(key).vm)] !== undefined);
  const wasThere = first?.texts[key] !== undefined;
  return growthOf(wasThere ? seen : [{ at: 0, value: 0 }, ...seen]);
}

const readings = (samples: readonly TextSample[], key: string, value: (text: string) => number): Reading[] =>
  samples.flatMap(({ at, texts }) => (texts[key] === undefined ? [] : [{ at, value: value(texts[key]) }]));

/** v2 counts it in µs, and v1 in ns. */
function throttled(text: string): number {
  const value = flatKeyed(text);
  const microseconds = value('throttled_usec');
  return Number.isNaN(microseconds) ? value('throttled_time') / 1e9 : microseconds / 1e6;
}

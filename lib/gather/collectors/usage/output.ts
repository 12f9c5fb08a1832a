/**
 * A recording of VMs as tables of a result.
 */

import type { FleetNote } from '../../../record/fleet/notes.ts';
import type { FleetFacts } from '../../../record/fleet/recording.ts';
import { totalOf } from '../../../report/amounts.ts';
import { recordingReport } from '../../../report/recording-report.ts';
import { RESOURCE_NAMES } from '../../../report/resources.ts';
import { RESOURCES, type Resource, type Trace } from '../../../trace/trace.ts';
import type { ParsedOutput } from '../../collector/collector.ts';
import { CPU_COLUMNS, DISK_COLUMNS, MEMORY_COLUMNS, NETWORK_COLUMNS } from '../../result/columns.ts';
import type { GatherColumn, GatherSeries, GatherTable } from '../../result/table.ts';

/** @example usageOutput(recording).tables[0]?.rows[0]?.values.cpuSeconds // 12.5 */
export function usageOutput(recording: FleetFacts): ParsedOutput {
  const table = (section: string, columns: readonly GatherColumn[], values: (trace: Trace) => Values): GatherTable => ({
    section,
    columns,
    rows: recording.traces.map((trace) => ({ name: trace.name, values: values(trace) })),
  });
  return {
    tables: [
      table('cpu', CPU_COLUMNS, cpuOf),
      table('disk', DISK_COLUMNS, diskOf),
      table('network', NETWORK_COLUMNS, networkOf),
      table('memory', MEMORY_COLUMNS, memoryOf),
    ],
    series: seriesOf(recording),
    missing: recording.notes.map((note) => sentenceOf(note, recording.interval)),
  };
}

/** The charts that every recording has. */
const seriesOf = (recording: FleetFacts): GatherSeries[] =>
  recordingReport(recording).sections.flatMap((chart) =>
    chart.kind === 'series' ? [{ ...chart, section: SECTION_OF[chart.title] ?? chart.title }] : [],
  );

const SECTION_OF: Readonly<Record<string, string>> = Object.fromEntries(
  RESOURCES.map((resource) => [RESOURCE_NAMES[resource], sectionOf(resource)]),
);

function sectionOf(resource: Resource): string {
  if (resource === 'read' || resource === 'write') return 'disk';
  return resource === 'rx' || resource === 'tx' ? 'network' : resource;
}

type Values = Readonly<Record<string, number>>;

const cpuOf = (trace: Trace): Values => ({
  cpuSeconds: totalOf(trace, 'cpu'),
  meanCores: rateOf(trace, 'cpu'),
  maxCores: greatest(trace.cpu),
});

const diskOf = (trace: Trace): Values => ({
  readBytes: totalOf(trace, 'read'),
  writtenBytes: totalOf(trace, 'write'),
  readBytesPerSecond: rateOf(trace, 'read'),
  writtenBytesPerSecond: rateOf(trace, 'write'),
});

const networkOf = (trace: Trace): Values => ({
  receivedBytes: totalOf(trace, 'rx'),
  sentBytes: totalOf(trace, 'tx'),
  receivedBytesPerSecond: rateOf(trace, 'rx'),
  sentBytesPerSecond: rateOf(trace, 'tx'),
});

const memoryOf = (trace: Trace): Values => ({
  meanBytes: rateOf(trace, 'memory'),
  maxBytes: greatest(trace.memory),
});

/** Over the steps in which it was there. */
const rateOf = (trace: Trace, resource: Resource): number => totalOf(trace, resource) / recordedTime(trace, resource);

const recordedTime = (trace: Trace, resource: Resource): number =>
  trace.interval.reduce((sum, seconds, step) => sum + (Number.isNaN(trace[resource][step]) ? 0 : seconds), 0);

const greatest = (values: Float64Array): number =>
  values.reduce((most, value) => (Number.isNaN(most) || value > most ? value : most), Number.NaN);

function sentenceOf({ vm = 'all VMs', event, step, count, reason }: FleetNote, interval: number): string {
  const times = count > 1 ? ` (${count} times)` : '';
  return `${vm}: ${WORDS[event]} ${step * interval} s after the start${times}${reason ? `: ${reason}` : ''}`;
}

const WORDS: Readonly<Record<FleetNote['event'], string>> = {
  came: 'recorded from',
  went: 'not there any more from',
  'came back': 'there again from',
  reset: 'a counter began anew',
  unreadable: 'a counter could not be read',
  'not listed': 'nobody could say which there are',
};

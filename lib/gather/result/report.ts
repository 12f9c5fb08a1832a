/**
 * What was gathered, as a report.
 */
import { formatDuration } from '../../core/units.ts';
import type { Cell, Column, Report, Section, TextSection } from '../../report/report.ts';
import type { GatherFigures } from './figures.ts';
import type { GatherTable } from './table.ts';

/** The tables, what is missing, what it cost, and charts over time. */
export function gatherReport(figures: GatherFigures): Report {
  const { tables, series, seconds, uri } = figures;
  return {
    title: `Gathered on ${uri}, ${formatDuration(seconds)}`,
    sections: [
      facts(figures),
      ...tables.map((table) => sectionOf(table, figures.hostName)),
      ...commandsOf(figures),
      ...missingOf(figures),
      costOf(figures),
      ...series.map(({ section: _, ...chart }) => chart),
    ],
  };
}

/** One section by itself. */
export const tableReport = (table: GatherTable, hostName: string): Report => {
  const { title: _, ...untitled } = sectionOf(table, hostName);
  return { title: table.section, sections: [untitled as Section] };
};

function facts({ host, startedAt, interval, versions }: GatherFigures): TextSection {
  const known = [
    host.hostname && `host ${host.hostname}`,
    host.cpus && `${host.cpus} CPUs`,
    versions.kernel && `kernel ${versions.kernel}`,
    `from ${startedAt}`,
    `every ${formatDuration(interval)}`,
  ];
  return { kind: 'text', text: `${known.filter(Boolean).join(', ')}.` };
}

/** The host's own row comes last. */
function sectionOf({ section: title, columns, rows, unsupported }: GatherTable, hostName: string): Section {
  if (rows.length === 0) return { kind: 'text', title, text: unsupported ?? 'nothing was gathered' };
  const known = columns.filter(({ key }) => rows.some(({ values }) => !Number.isNaN(values[key] ?? Number.NaN)));
  const ordered = [...rows.filter(({ name }) => name !== hostName), ...rows.filter(({ name }) => name === hostName)];
  return {
    kind: 'table',
    title,
    columns: [
      { name: 'name' },
      ...known.map(({ name, unit }): Column => ({ name, align: 'right', ...(unit && { unit }) })),
    ],
    rows: ordered.map(({ name, values }): Cell[] => [name, ...known.map(({ key }) => values[key] ?? Number.NaN)]),
  };
}

function commandsOf({ commands }: GatherFigures): Section[] {
  if (commands.length === 0) return [];
  const columns = [{ name: 'command in' }, { name: 'exit code' }, { name: 'took', unit: 's' }];
  return [{ kind: 'table', columns, rows: commands.map(({ vm, exitCode, seconds }) => [vm, exitCode, seconds]) }];
}

const missingOf = ({ missing }: GatherFigures): Section[] =>
  missing.length === 0 ? [] : [{ kind: 'text', title: 'missing', text: missing.map((each) => `- ${each}`).join('\n') }];

function costOf({ collectors, mainThreadSeconds, seconds }: GatherFigures): Section {
  const rows = collectors.map(({ name, cpuSeconds, bytes }) => [name, cpuSeconds, cpuSeconds / seconds, bytes]);
  return {
    kind: 'table',
    title: 'cost of measuring',
    columns: [
      { name: 'collector' },
      { name: 'CPU time', unit: 's', align: 'right' },
      { name: 'of a core', unit: 'fraction', align: 'right' },
      { name: 'memory', unit: 'bytes', align: 'right' },
    ],
    rows: [...rows, ["this process's main thread", mainThreadSeconds, mainThreadSeconds / seconds, Number.NaN]],
  };
}

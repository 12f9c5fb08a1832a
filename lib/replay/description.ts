import { formatDuration, formatSize, significant } from '../core/units.ts';
import { paragraphs } from '../report/paragraphs.ts';
import type { Report, Section } from '../report/report.ts';
import { sparkline } from '../report/sparkline.ts';
import type { Description, VmDescription } from '../trace/format/description.ts';
import type { ResourceSummary } from '../trace/summary.ts';

/** What is in a recording, as a table of its VMs: nobody should have to guess a row. */
export function descriptionReport(description: Description): Report {
  const { file, format, duration, steps, host, domains, start } = description;
  const on = host.cpus === undefined ? '' : ` on ${host.hostname ?? 'a host'} with ${host.cpus} CPUs`;
  const about = `${format}, ${steps} steps, ${formatDuration(duration)}${start === undefined ? '' : `, from ${start}`}${on}`;
  const sections: Section[] = [
    { kind: 'text', text: about },
    {
      kind: 'table',
      columns: COLUMNS.map(({ name, align }) => ({ name, align })),
      rows: domains.map((vm) => COLUMNS.map(({ of }) => of(vm))),
    },
  ];
  return { title: file, sections: [...sections, ...remarks(description)] };
}

const PICTURE_COLUMNS = 20;

const COLUMNS: readonly {
  name: string;
  align?: 'left' | 'right';
  of: (vm: VmDescription) => string | number | null;
}[] = [
  { name: 'row', of: ({ row }) => row },
  { name: 'VM', of: ({ name }) => name },
  { name: 'steps', of: ({ steps }) => steps },
  { name: 'CPU', align: 'left', of: ({ cpu }) => (cpu ? sparkline(cpu.sparkline, PICTURE_COLUMNS) : null) },
  { name: 'core-s', of: ({ cpu }) => (cpu ? significant(cpu.total) : null) },
  { name: 'read', align: 'right', of: ({ read }) => size(read) },
  { name: 'written', align: 'right', of: ({ write }) => size(write) },
  { name: 'received', align: 'right', of: ({ rx }) => size(rx) },
  { name: 'sent', align: 'right', of: ({ tx }) => size(tx) },
];

const size = (summary: ResourceSummary | undefined): string | null => (summary ? formatSize(summary.total) : null);

function remarks({ warnings, repairs }: Description): Section[] {
  const repaired = repairs.map(
    ({ kind, count, meaning, first }) => `${kind} (${count}, first in line ${first.line}): ${meaning}`,
  );
  const all = [...warnings, ...repaired];
  return paragraphs('Remarks', all);
}

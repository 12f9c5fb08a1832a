import { formatDuration } from '../../core/units.ts';
import type { FleetStep, VmUsage } from '../../record/fleet/step.ts';
import type { Column, Report } from '../../report/report.ts';
import { terminal } from '../../report/terminal.ts';
import { sorted, type TopOrder } from './order.ts';

/** How it is shown. */
export interface FrameOptions {
  readonly order: TopOrder;
  readonly columns: number;
  /** Of lines. */
  readonly rows: number;
  readonly color: boolean;
}

/** Title, blank, head, rule, and a line for those that are not shown. */
const OTHER_LINES = 6;

/** A step as a table of those VMs that use the most, as many as there is room for. */
export function frameOf(step: FleetStep, { order, columns, rows, color }: FrameOptions): string {
  const all = sorted(step.vms, order);
  const shown = all.slice(0, Math.max(1, rows - OTHER_LINES));
  const report: Report = {
    title: `${all.length} VMs, ${formatDuration(step.start + step.interval)}, by ${order}; keys: c m d n sort, q quits`,
    sections: [{ kind: 'table', columns: COLUMNS, rows: shown.map((vm) => rowOf(vm, step.interval)) }],
  };
  const more = all.length > shown.length ? `\n… and ${all.length - shown.length} more` : '';
  return withoutWrap(terminal(report, { columns, color }), rows) + more;
}

/** Of a page that is too narrow the table continues below: what is beyond the screen is left out. */
const withoutWrap = (text: string, rows: number): string =>
  Number.isFinite(rows)
    ? text
        .split('\n')
        .slice(0, Math.max(1, rows - 2))
        .join('\n')
    : text;

const COLUMNS: readonly Column[] = [
  { name: 'VM' },
  { name: 'CPU', unit: 'cores', align: 'right' },
  { name: 'memory', unit: 'bytes', align: 'right' },
  { name: 'read', unit: 'bytes/s', align: 'right' },
  { name: 'write', unit: 'bytes/s', align: 'right' },
  { name: 'rx', unit: 'bytes/s', align: 'right' },
  { name: 'tx', unit: 'bytes/s', align: 'right' },
];

const rowOf = ({ name, cpu, memory, read, write, rx, tx }: VmUsage, seconds: number): (string | number)[] => [
  name,
  cpu,
  memory,
  ...[read, write, rx, tx].map((bytes) => bytes / seconds),
];

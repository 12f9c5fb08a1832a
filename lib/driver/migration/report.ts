import type { Line, Report, Section, SeriesSection } from '../../report/report.ts';
import type { MigrationFigures } from './figures.ts';

/** How the guest moved: in all, pass by pass, over time. */
export const migrationReport = (figures: MigrationFigures): Report => ({
  title: `Live migration: ${figures.spec.mode}, guest ${figures.guest}`,
  sections: [
    ...figures.warnings.map((text): Section => ({ kind: 'text', text })),
    times(figures),
    ...(figures.spec.mode === 'precopy' ? [] : [postcopy(figures)]),
    ...passes(figures),
    ...overTime(figures),
  ],
});

const times = ({ total, setup, downtime, outage, transferred }: MigrationFigures): Section => ({
  kind: 'table',
  title: 'Times',
  columns: [
    { name: 'total', unit: 's' },
    { name: 'setup', unit: 's' },
    { name: 'downtime, as told', unit: 's' },
    { name: 'STOP to RESUME', unit: 's' },
    { name: 'transferred', unit: 'bytes' },
  ],
  rows: [[total, setup, downtime, outage, transferred]],
});

const postcopy = ({ postcopy: { requests, blocktime, latency, recoveries } }: MigrationFigures): Section => ({
  kind: 'table',
  title: 'Postcopy',
  columns: [
    { name: 'requests' },
    { name: 'blocktime', unit: 's' },
    { name: 'mean latency', unit: 's' },
    { name: 'recoveries' },
  ],
  rows: [[requests, blocktime, latency, recoveries]],
});

function passes({ iterations }: MigrationFigures): Section[] {
  if (iterations.length === 0) return [];
  const columns = [
    { name: 'pass' },
    { name: 'start', unit: 's' },
    { name: 'duration', unit: 's' },
    { name: 'transferred', unit: 'bytes' },
    { name: 'remaining', unit: 'bytes' },
    { name: 'dirtied', unit: 'bytes/s' },
  ];
  const rows = iterations.map((pass) => [
    pass.iteration,
    pass.start,
    pass.duration,
    pass.transferred,
    pass.remaining,
    pass.dirtyRate,
  ]);
  return [{ kind: 'table', title: 'Passes', columns, rows }];
}

function overTime({ progress }: MigrationFigures): SeriesSection[] {
  if (progress.length < 2) return [];
  const x = progress.map(({ at }) => at);
  const line = (name: string, values: readonly number[]): Line => ({ name, values });
  const throughput = line(
    'throughput',
    progress.map((look) => look.throughput),
  );
  const dirtied = line(
    'dirtied',
    progress.map((look) => look.dirtyRate),
  );
  const remaining = line(
    'remaining',
    progress.map((look) => look.remaining),
  );
  return [
    { kind: 'series', title: 'Rates', unit: 'bytes/s', x, lines: [throughput, dirtied] },
    { kind: 'series', title: 'Remaining', unit: 'bytes', x, lines: [remaining] },
  ];
}

import type { Report, SeriesSection } from '../../../lib/report/report.ts';
import { seededRandom } from '../../../lib/stats/random.ts';

/** Steps of a second. */
export const SECONDS = 120;
/** What was not recorded, in s after the start. */
export const GAP = { from: 60, to: 70 };

/** A run of two minutes with a gap, in all kinds of sections. */
export function exampleReport(): Report {
  const random = seededRandom(1);
  const x = Array.from({ length: SECONDS }, (_, step) => step + 1);
  const target = x.map((second) => 0.8 + 0.5 * Math.sin(second / 12) + 0.1 * Math.sign(Math.sin(second)));
  const achieved = target.map((cores, step) =>
    step >= GAP.from && step < GAP.to ? Number.NaN : cores * (0.96 + 0.08 * random()),
  );
  const series = (title: string, unit: string, factor: number): SeriesSection => ({
    kind: 'series',
    title,
    unit,
    x,
    lines: [
      { name: 'target', values: target.map((value) => value * factor), style: 'area' },
      { name: 'achieved', values: achieved.map((value) => value * factor) },
    ],
  });
  return {
    title: 'Replay of vm1',
    sections: [
      { kind: 'text', text: 'Two minutes on a machine of two CPUs.' },
      {
        kind: 'table',
        title: 'Fidelity',
        columns: [{ name: 'resource' }, { name: 'WAPE', unit: 'fraction' }, { name: 'r' }, { name: 'measured by' }],
        rows: [
          ['CPU', 0.0193, 0.9991, 'cpuacct.usage'],
          ['memory', 0.0004, null, 'memory.usage_in_bytes'],
        ],
      },
      series('CPU', 'cores', 1),
      series('disk read', 'bytes/s', 2 ** 21),
      {
        kind: 'histogram',
        title: 'Lateness of steps',
        unit: 's',
        edges: [0, 1, 2, 4, 8, 16, 32].map((edge) => edge * 64e-6),
        counts: [12, 55, 31, 15, 5, 2],
      },
    ],
  };
}

import type { SeriesSection } from '../../report/report.ts';

interface DelaySecond {
  readonly at: number;
  /** s */
  readonly delay: number;
}

/** The longest delay that ended in each second, as a chart. @param what came: answers, arrivals */
export const delayOverTime = (seconds: readonly DelaySecond[], what: string): SeriesSection => ({
  kind: 'series',
  title: 'Delay',
  unit: 's',
  x: seconds.map(({ at }) => at),
  lines: [{ name: `longest between two ${what}`, values: seconds.map(({ delay }) => delay) }],
});

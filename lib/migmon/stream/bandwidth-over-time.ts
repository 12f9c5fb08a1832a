import type { Line, SeriesSection } from '../../report/report.ts';

/** A second's bandwidth, in bytes/s. */
export interface BandwidthSecond {
  readonly at: number;
  readonly bandwidth: number;
}

/** Bandwidth as a chart. @param further lines in bytes/s, as many values as seconds */
export const bandwidthOverTime = (
  title: string,
  seconds: readonly BandwidthSecond[],
  further: readonly Line[] = [],
): SeriesSection => ({
  kind: 'series',
  title,
  unit: 'bytes/s',
  x: seconds.map(({ at }) => at),
  lines: [{ name: 'bandwidth', values: seconds.map(({ bandwidth }) => bandwidth) }, ...further],
});

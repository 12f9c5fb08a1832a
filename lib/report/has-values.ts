import type { SeriesSection } from './report.ts';

/** True where there is at least one value to draw. */
export const hasValues = ({ lines }: SeriesSection): boolean =>
  lines.some(({ values }) => values.some(Number.isFinite));

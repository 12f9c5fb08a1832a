import { significant } from '../../core/units.ts';
import { sparkline } from '../../report/sparkline.ts';
import { percentile } from '../../stats/percentile.ts';
import type { PrintPage } from './page.ts';

const WIDEST_PICTURE = 60;

/** A column of numbers as how many there are, how they lie, and a picture of them. */
export function printColumn(value: unknown, { width }: PrintPage): string | undefined {
  if (!(value instanceof Float64Array)) return undefined;
  const missing = value.reduce((count, each) => count + Number(Number.isNaN(each)), 0);
  const recorded = missing === value.length ? [] : [quantiles(value)];
  const gaps = missing === 0 ? [] : [`${missing} not recorded`];
  const figures = [`${value.length} numbers`, ...recorded, ...gaps].join(', ');
  return [figures, sparkline(value, Math.min(width, WIDEST_PICTURE))].join('\n').trimEnd();
}

function quantiles(value: Float64Array): string {
  const [least, median, greatest] = [0, 50, 100].map((percent) => significant(percentile(value, percent)));
  return `least ${least}, median ${median}, greatest ${greatest}`;
}

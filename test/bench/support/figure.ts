/** One line of the bench: what was measured, the bar it is held against, and whether it was reached. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The bar; absent: told for comparison only. */
  readonly most?: number;
  readonly least?: number;
}

/** @example print([{ name: 'CPU total error', value: 0.02, unit: '%', most: 0.5 }]) */
export function print(figures: readonly Figure[]): void {
  for (const figure of figures)
    console.log(`  ${verdict(figure)} ${figure.name}: ${round(figure.value)} ${figure.unit}${bar(figure)}`);
}

const verdict = ({ value, most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY }: Figure): string =>
  value <= most && value >= least ? 'ok  ' : 'MISS';

const bar = ({ most, least, unit }: Figure): string => {
  if (most !== undefined) return ` (bar: at most ${most} ${unit})`;
  return least === undefined ? '' : ` (bar: at least ${least} ${unit})`;
};

const round = (value: number): string => String(Number(value.toPrecision(4)));

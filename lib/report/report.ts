/**
 * What a run or a comparison has to say, as data. Renderers turn it into terminal text, SVG or an HTML page.
 * All numbers are in base units (bytes, bytes/s, s, cores, fractions); a renderer picks MiB or ms for people.
 *
 * @example
 * const report: Report = {
 *   title: 'Replay of mig_0',
 *   sections: [{ kind: 'table', columns: [{ name: 'resource' }, { name: 'WAPE', unit: 'fraction' }], rows: [['cpu', 0.0041]] }],
 * };
 */
export interface Report {
  readonly title: string;
  readonly sections: readonly Section[];
}

export type Section = TextSection | TableSection | SeriesSection | HistogramSection;

/** What numbers are measured in. Of other units than these, such as `'steps'` or `'pages'`, the numbers are printed as they are. */
export type Unit = 'bytes' | 'bytes/s' | 's' | 'cores' | 'fraction' | (string & {});

/** A paragraph, or several with blank lines between. */
export interface TextSection {
  readonly kind: 'text';
  readonly title?: string;
  readonly text: string;
}

export interface TableSection {
  readonly kind: 'table';
  readonly title?: string;
  readonly columns: readonly Column[];
  /** A cell a column. `null` and `NaN` are "not recorded", and print as a dash. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly name: string;
  /** Stands in the column's head; `fraction` prints as %. */
  readonly unit?: Unit;
  /** Unless told, `right` where the column holds a number. */
  readonly align?: 'left' | 'right';
}

export type Cell = number | string | null;

/** Values over time, all lines on the same steps. */
export interface SeriesSection {
  readonly kind: 'series';
  readonly title: string;
  readonly unit: Unit;
  /** The ends of the steps, in s after the start of the run. */
  readonly x: readonly number[];
  /** Where the first step begins, in s; 0 unless told. */
  readonly start?: number;
  /** `step` (unless told): a value holds from the end of the step before to the end of its own. `line`: it is a point at that end. */
  readonly shape?: 'step' | 'line';
  readonly lines: readonly Line[];
}

export interface Line {
  readonly name: string;
  /** As many as `x`; `NaN` is a gap. */
  readonly values: readonly number[];
  /** `area` is a light ground that other lines are read against: a target. `line` unless told. */
  readonly style?: 'area' | 'line';
}

/** `counts[i]` values lie in `[edges[i], edges[i + 1])`: what `histogram()` of stats returns. */
export interface HistogramSection {
  readonly kind: 'histogram';
  readonly title: string;
  readonly unit: Unit;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

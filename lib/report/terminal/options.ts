import type { Ink } from './ink.ts';

/** Where a report is drawn. This room asks no terminal and no environment: whoever writes the text says what it can show. */
export interface TerminalOptions {
  /** Cells a line; 80 unless told, and never fewer than 20. */
  readonly columns?: number;
  /** ANSI colours; false unless told. Say false when `NO_COLOR` is set or the output is no terminal. */
  readonly color?: boolean;
  /** Letters that a chart is high; 8 unless told. */
  readonly rows?: number;
}

/** The same, settled: what a section is drawn with. */
export interface Page {
  readonly columns: number;
  readonly rows: number;
  readonly ink: Ink;
}

/** A line that was typed: as JavaScript, and what became of it. */
export interface Line {
  /** What was typed, without types; a line of several is one. */
  readonly source: string;
  /** How many tasks the session had begun before it: Ctrl-C ends those after. */
  readonly tasksBefore: number;
  /** Aborted by Ctrl-C. */
  readonly stop: AbortController;
  /** Where in `source` expressions begin that gave a promise. */
  readonly awaited: Set<number>;
  /** Where expressions begin whose items were printed as they came. */
  readonly iterated: Set<number>;
}

export const createLine = (source: string, tasksBefore: number): Line => ({
  source,
  tasksBefore,
  stop: new AbortController(),
  awaited: new Set(),
  iterated: new Set(),
});

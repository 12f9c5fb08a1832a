/**
 * A counter that the kernel keeps: where it is read, and what its text says in base units (s of CPU, bytes).
 */
export interface Counter {
  /** A file to read … */
  readonly file?: string;
  /** … or the id of a process whose CPU time is meant: the text is nanoseconds then. */
  readonly process?: number;
  /** @returns the value in base units; NaN where the text does not have it. */
  readonly parse: (text: string) => number;
  /** What a file without any text counts; NaN if left out. */
  readonly empty?: number;
  /** For the report: 'cpuacct.usage', 'rx_bytes of vl1a2b'. */
  readonly measuredBy: string;
}

/** The counters of one VM; what is absent cannot be measured. `memory` is a level, the others only grow. */
export interface Counters {
  readonly cpu?: Counter;
  readonly memory?: Counter;
  readonly read?: Counter;
  readonly write?: Counter;
  readonly rx?: Counter;
  readonly tx?: Counter;
}

/** What a recorder reads for a counter. */
export const probeOf = ({ file, process }: Counter): string | number => file ?? process ?? '';

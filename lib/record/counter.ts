import type { Counter as FileCounter } from '../host/counter.ts';

/** A counter that the kernel keeps in a file, or of a process. */
export interface Counter extends Omit<FileCounter, 'file'> {
  readonly file?: string;
  /** Without a file: the id of a process whose CPU time is meant; the text is nanoseconds then. */
  readonly process?: number;
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

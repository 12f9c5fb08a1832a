/**
 * What a reader had to mend. Nothing is guessed silently: every repair is counted, with the first place it was needed.
 */
import { InputError } from '../../core/errors.ts';

/** What is done with a value that cannot be right: `throw` an InputError (the default), or `report`: NaN, and counted. */
export type OnBadCell = 'throw' | 'report';

const MEANING = {
  'bad-cell': 'cells that are not a number of 0 or more; taken as not recorded',
  'ragged-row': 'rows with a wrong number of cells; kept as steps in which nothing was recorded',
  'duplicate-domain': 'domains named twice in one row; the second was left out',
  'blank-line': 'empty lines between rows; left out',
  'no-final-newline': 'the last line does not end in a newline: its last cell may be cut short',
  'cut-off': 'the file ends in the middle of a row; that row was left out',
  'step-from-time': 'steps without CPU use; their length is from the Time column, which has whole seconds',
  'step-from-interval': 'steps whose length is the `interval` that was given',
  'step-from-mean': 'steps whose length nothing tells; the mean of the other steps was taken',
  'clock-set-back': 'rows whose Time is before that of the row above, and not by midnight',
  overflow: 'values out of all bounds (a counter that overflowed); taken as not recorded',
} as const;
export type RepairKind = keyof typeof MEANING;

export interface Place {
  /** From 1. */
  readonly line: number;
  /** A column's name or number. */
  readonly column?: string | number;
  readonly received?: unknown;
}

export interface Repair {
  readonly kind: RepairKind;
  readonly count: number;
  /** Where it was needed first. */
  readonly first: Place;
  /** In words. */
  readonly meaning: string;
}
export type Repairs = readonly Repair[];

export interface BadValue extends Place {
  readonly kind: RepairKind;
  readonly expected: string;
  readonly advice?: string;
}

export interface RepairLog {
  /** Counts one repair, or `count` of them that begin at the same place. */
  note(kind: RepairKind, place: Place, count?: number): void;
  /** Throws an InputError, or counts and goes on, as the user chose. */
  refuse(bad: BadValue): void;
  list(): Repairs;
}

/** @param file its name, for the errors */
export function createRepairLog(file: string, onBadCell: OnBadCell = 'throw'): RepairLog {
  const found = new Map<RepairKind, { count: number; first: Place }>();
  const note = (kind: RepairKind, place: Place, count = 1) => {
    const entry = found.get(kind) ?? { count: 0, first: place };
    found.set(kind, { ...entry, count: entry.count + count });
  };
  return {
    note,
    refuse({ kind, expected, advice, ...place }) {
      if (onBadCell === 'throw') throw new InputError({ file, ...place, received: place.received, expected, advice });
      note(kind, place);
    },
    list: () => [...found].map(([kind, { count, first }]) => ({ kind, count, first, meaning: MEANING[kind] })),
  };
}

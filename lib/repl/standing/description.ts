import type { UndoAction } from '../../core/undo.ts';

/** An effect in words. */
export interface Description {
  /** 'quota of vm1: 1.5 cores, was none' */
  readonly now: string;
  /** 'quota of vm1: none again' */
  readonly undone: string;
}

/** The words of one kind of effect. @param among all that stands, oldest first: some effects mean something together only */
export type Words = (action: UndoAction, among: readonly UndoAction[]) => Description;

/** A class on a shared interface as an effect: journalled before it is made, and how the journal writes it down. */
import type { Undo, UndoAction } from '../../../core/undo.ts';
import type { Parts } from './parts.ts';
import { makeSharedClass, type SharedClass } from './shared-class.ts';

export const addSharedClass = (parts: Parts, made: SharedClass, rate: number): Promise<Undo> =>
  parts.session.effect(removeClassAction(made), () => makeSharedClass(parts, made, rate));

export const removeClassAction = ({ interface: device, minor, match }: SharedClass): UndoAction => ({
  kind: 'remove-class',
  interface: device,
  minor,
  ...(match.source === undefined ? {} : { source: match.source }),
  ...(match.destination === undefined ? {} : { destination: match.destination }),
  ...(match.port === undefined ? {} : { port: match.port }),
});

/** The way back from the journal's line. */
export const removedClass = (action: UndoAction): SharedClass => ({
  interface: String(action.interface),
  minor: Number(action.minor),
  match: {
    source: optional(action.source),
    destination: optional(action.destination),
    port: action.port === undefined ? undefined : Number(action.port),
  },
});

const optional = (detail: UndoAction[string] | undefined) => (detail === undefined ? undefined : String(detail));

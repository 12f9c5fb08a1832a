import type { UndoOutcome } from '../../core/undo.ts';
import { toldOutcomes } from '../standing/told.ts';

/** An effect that stands: what it is says `.journal`. And what undoing came to. */
export function printUndo(value: unknown): string | undefined {
  if (isUndo(value)) return 'done; .journal names it, _.undo() puts it back';
  const outcomes = Array.isArray(value) ? value : [value];
  return outcomes.length > 0 && outcomes.every(isOutcome) ? toldOutcomes(outcomes).join('\n') : undefined;
}

const isUndo = (value: unknown): boolean => isObject(value) && 'undo' in value && 'value' in value;

const isOutcome = (value: unknown): value is UndoOutcome =>
  isObject(value) && 'action' in value && isObject(value.action) && 'kind' in value.action;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

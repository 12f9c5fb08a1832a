/**
 * An effect in words: what is so now, and what will be when it is undone.
 */
import type { UndoAction } from '../../core/undo.ts';
import type { Description, Words } from './description.ts';
import { DOMAIN_EFFECTS, isOfQemu, qemuFiles } from './domain-effects.ts';
import { LOCAL_EFFECTS } from './local-effects.ts';

/**
 * @param among all that stands, oldest first: some effects mean something together only
 * @example describe({ kind: 'remove-directory', path: '/tmp/x' }).now // '/tmp/x was made'
 */
export const describe = (action: UndoAction, among: readonly UndoAction[] = []): Description =>
  (isOfQemu(action) ? qemuFiles : (WORDS[action.kind] ?? plain))(action, among);

const WORDS: Readonly<Record<string, Words>> = { ...LOCAL_EFFECTS, ...DOMAIN_EFFECTS };

/** Another room's kind: its own words and what it names. */
function plain({ kind, ...details }: UndoAction): Description {
  const text = [kind, ...Object.values(details)].join(' ');
  return { now: `to undo: ${text}`, undone: text };
}

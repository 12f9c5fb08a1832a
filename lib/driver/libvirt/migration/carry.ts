/**
 * What vmlab has set on a domain, when it has moved: libvirt takes most of it along, so it is to be taken back there.
 */
import type { UndoAction } from '../../../core/undo.ts';
import type { Move } from './move.ts';

/** Taps are the host's, and so are their rates. */
const STAYS = ['domiftune'];

/** @returns the actions that take back what a domain has brought along, as they are there; @param effects those that stand */
export const carried = (
  effects: readonly UndoAction[],
  { source, destination }: Pick<Move, 'source' | 'destination'>,
): UndoAction[] =>
  effects
    .filter(({ uri, uuid }) => uri === source.uri.text && uuid === source.uuid)
    .filter(
      ({ kind, tune }) => kind === 'libvirt-resume' || (kind === 'libvirt-restore' && !STAYS.includes(String(tune))),
    )
    .map((action) => ({ ...action, uri: destination.uri.text, name: destination.name }));

export async function carryEffects(move: Move): Promise<void> {
  const { session } = move.source;
  for (const action of carried(session.effects, move)) await session.effect(action, async () => undefined);
}

/**
 * Who uses which VM name: claims in the state directory.
 */
import { VmlabError } from '../../core/errors.ts';
import type { Undo } from '../../core/undo.ts';
import { claim } from '../../host/claim.ts';
import type { SliceParts } from './parts.ts';

/** @throws VmlabError 'NAME_IN_USE', with the pid, where another live process has the name. */
export async function takeName({ host, session, names }: SliceParts, name: string): Promise<Undo> {
  const lock = await claim({ host, session, ...names }, name);
  if (typeof lock !== 'number') return lock;
  throw new VmlabError('NAME_IN_USE', `the name '${name}' is in use by process ${lock}`);
}

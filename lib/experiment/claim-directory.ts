import { VmlabError } from '../core/errors.ts';
import type { Undo } from '../core/undo.ts';
import { claim } from '../host/claim.ts';
import type { RunParts } from './run-parts.ts';
import type { Store } from './store.ts';

/** @throws VmlabError 'EXPERIMENT_IN_USE', with the pid, where another live process, or another run of this one, is at it */
export async function claimDirectory({ session, owner, isAlive }: RunParts, { host, directory }: Store): Promise<Undo> {
  const claimed = await claim({ host, session, directory, owner, isAlive }, 'run');
  if (typeof claimed !== 'number') return claimed;
  throw new VmlabError('EXPERIMENT_IN_USE', `the experiment in ${directory} is being run by process ${claimed}`);
}

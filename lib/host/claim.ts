/**
 * Who uses what: a file `NAME@OWNER` in a directory. The owner is in the file's name, so a file is its owner's from the first moment, and what a
 * dead process left can be told, and removed by anyone, at any time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Owner } from '../core/journal.ts';
import type { Session } from '../core/session.ts';
import type { Undo } from '../core/undo.ts';
import type { Host } from './host.ts';
import { ownerName, parseOwnerName } from './owner-name.ts';

/** Where names are claimed, and by whom. */
export interface ClaimParts {
  readonly host: Host;
  readonly session: Session;
  readonly directory: string;
  readonly owner: Owner;
  readonly isAlive: (owner: Owner) => boolean;
}

/** Two processes that come at the same moment see each other and both step back; then chance decides. */
const ATTEMPTS = 5;
const LONGEST_PAUSE_MS = 40;

/**
 * Claims a name, until it is undone or the process has ended.
 *
 * @returns the claim; or the pid of the live process, perhaps this one, that has the name
 * @throws HostError where the directory cannot be written to
 */
export async function claim(parts: ClaimParts, name: string): Promise<Undo | number> {
  for (let attempt = 1; ; attempt++) {
    const claimed = await claimOnce(parts, name);
    if (typeof claimed !== 'number' || claimed === parts.owner.pid || attempt === ATTEMPTS) return claimed;
    await wait(Math.random() * LONGEST_PAUSE_MS);
  }
}

/** First the own file, then a look at the others': whoever comes later sees the earlier one. */
async function claimOnce(parts: ClaimParts, name: string): Promise<Undo | number> {
  const { host, session, directory, owner } = parts;
  const path = `${directory}/${name}@${ownerName(owner)}`;
  await session.begin();
  // The file comes later than the effect: two claims of this process at one moment would both find none.
  if ((await host.exists(path)) || session.effects.some((effect) => effect.path === path)) return owner.pid;
  const mine = await session.effect({ kind: 'remove-file', path }, () => host.writeFile(path, '\n'));
  const rival = await liveRival(parts, name);
  if (!rival) return mine;
  await mine.undo();
  return rival.pid;
}

async function liveRival({ host, directory, owner, isAlive }: ClaimParts, name: string): Promise<Owner | undefined> {
  const files = (await host.list(directory)).filter((file) => file.startsWith(`${name}@`));
  const owners = files.flatMap((file) => parseOwnerName(file.slice(name.length + 1)) ?? []);
  const rivals = owners.filter((other) => ownerName(other) !== ownerName(owner));
  return rivals.find((other) => isAlive(other));
}

/**
 * Who uses which VM name: a file `NAME@OWNER` each, in the state directory. The owner is in the file's name, so a file is its owner's from
 * the first moment, and what a dead process left can be told, and removed by anyone, at any time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { VmlabError } from '../../core/errors.ts';
import type { Owner } from '../../core/journal.ts';
import type { Undo } from '../../core/undo.ts';
import { ownerName, parseOwnerName } from '../../host/owner-name.ts';
import type { SliceParts } from './parts.ts';

/** Two processes that come at the same moment see each other and both step back; then chance decides. */
const ATTEMPTS = 5;
const LONGEST_PAUSE_MS = 40;

/** @throws VmlabError 'NAME_IN_USE', with the pid, where another live process has the name. */
export async function takeName(parts: SliceParts, name: string): Promise<Undo> {
  for (let attempt = 1; ; attempt++) {
    const lock = await claim(parts, name);
    if (typeof lock !== 'number') return lock;
    if (attempt === ATTEMPTS) throw inUse(name, lock);
    await wait(Math.random() * LONGEST_PAUSE_MS);
  }
}

/** First the own file, then a look at the others': whoever comes later sees the earlier one. @returns a rival's pid, where there is one. */
async function claim(parts: SliceParts, name: string): Promise<Undo | number> {
  const { host, session, names } = parts;
  const path = `${names.directory}/${name}@${ownerName(names.owner)}`;
  if (await host.exists(path)) throw inUse(name, names.owner.pid);
  const lock = await session.effect({ kind: 'remove-file', path }, () => host.writeFile(path, '\n'));
  const rival = await liveRival(parts, name);
  if (!rival) return lock;
  await lock.undo();
  return rival.pid;
}

async function liveRival({ host, names }: SliceParts, name: string): Promise<Owner | undefined> {
  const files = (await host.list(names.directory)).filter((file) => file.startsWith(`${name}@`));
  const owners = files.flatMap((file) => parseOwnerName(file.slice(name.length + 1)) ?? []);
  const rivals = owners.filter((owner) => ownerName(owner) !== ownerName(names.owner));
  return rivals.find((owner) => names.isAlive(owner));
}

const inUse = (name: string, pid: number) =>
  new VmlabError('NAME_IN_USE', `the name '${name}' is in use by process ${pid}`);

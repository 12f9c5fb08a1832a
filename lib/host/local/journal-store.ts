/**
 * Journals on disk: `<owner>.journal` is a process's own; `<owner>.journal.<claimer>` is a dead one's that a clean-up has taken.
 * A claim is one rename(2), so of two clean-ups exactly one gets it; a claimer that dies can be claimed from in turn.
 */
import { appendFileSync, mkdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError } from '../../core/errors.ts';
import type { ClaimedJournal, JournalStore, Owner } from '../../core/journal.ts';
import { ownerName, parseOwnerName } from '../owner-name.ts';
import { isAlive } from './owner.ts';
import type { StateDirectory } from './state-directory.ts';

/** @example journalStore({ path: '/var/lib/vmlab', removable: true }, thisProcess()) */
export function journalStore(directory: StateDirectory, owner: Owner): JournalStore {
  const own = join(directory.path, `${ownerName(owner)}.journal`);
  return {
    owner,
    append: (lines) => append(directory, own, lines),
    remove: () => remove(directory, own),
    claimDead: () => claimDead(directory, owner),
  };
}

/** Only the user may read or write it: whoever cleans up does what it says. */
function append({ path }: StateDirectory, file: string, lines: readonly string[]): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    appendFileSync(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  } catch (cause) {
    const errno = (cause as NodeJS.ErrnoException).code;
    const stderr = 'set VMLAB_STATE to a directory that this user may write to';
    throw new HostError({ host: 'local:', operation: 'write', target: file, errno, stderr }, { cause });
  }
}

function remove(directory: StateDirectory, file: string): void {
  quietly(() => unlinkSync(file));
  if (directory.removable) quietly(() => rmdirSync(directory.path));
}

/** What is gone already, or a directory that is not empty, is nothing to report. */
function quietly(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

async function claimDead(directory: StateDirectory, claimer: Owner): Promise<ClaimedJournal[]> {
  const names = await readdir(directory.path).catch(() => []);
  const claims = names.flatMap(parseName).map((found) => claim(directory, found, claimer));
  return (await Promise.all(claims)).flat();
}

interface FoundJournal {
  readonly name: string;
  readonly writerName: string;
  readonly holder: Owner;
}

function parseName(name: string): FoundJournal[] {
  const [writerName = '', claimerName] = name.split('.journal').map((part) => part.replace(/^\./, ''));
  const writer = parseOwnerName(writerName);
  const holder = claimerName ? parseOwnerName(claimerName) : writer;
  return writer && holder && name.includes('.journal') ? [{ name, writerName, holder }] : [];
}

async function claim(
  directory: StateDirectory,
  { name, writerName, holder }: FoundJournal,
  claimer: Owner,
): Promise<ClaimedJournal[]> {
  const from = join(directory.path, name);
  const to = join(directory.path, `${writerName}.journal.${ownerName(claimer)}`);
  if (isAlive(holder) || !(await isMine(from)) || !(await renamed(from, to))) return [];
  const remaining = async () => remove(directory, to);
  return [{ text: await readFile(to, 'utf8'), remove: remaining }];
}

/** Another user's journal is not to be obeyed, least of all by root. */
const isMine = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ uid }) => uid === process.getuid?.(),
    () => false,
  );

const renamed = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    () => false,
  );

import type { ClaimedJournal, JournalStore, Owner } from '../../lib/core/journal.ts';
import { Session } from '../../lib/core/session.ts';
import type { UndoHandlers } from '../../lib/core/undo.ts';

export const OWNER: Owner = { pid: 4242, startTime: '777', bootId: '00000000-0000-4000-8000-000000000000' };

/** A journal in memory; `text` is what a process that dies now leaves behind. */
export interface MemoryStore extends JournalStore {
  readonly text: string;
}

export function memoryStore(owner: Owner = OWNER, dead: readonly ClaimedJournal[] = []): MemoryStore {
  const lines: string[] = [];
  return {
    owner,
    get text() {
      return lines.map((line) => `${line}\n`).join('');
    },
    append: (more) => void lines.push(...more),
    remove: () => void lines.splice(0),
    claimDead: async () => dead,
  };
}

/** A session without a disk. */
export function memorySession(handlers: UndoHandlers, store: MemoryStore = memoryStore()): Session {
  return new Session({ store, handlers });
}

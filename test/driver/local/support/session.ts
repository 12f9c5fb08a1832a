/** A session on this machine whose journal is in memory, and its actions with it. */
import type { JournalStore } from '../../../../lib/core/journal.ts';
import { Session } from '../../../../lib/core/session.ts';
import { networkUndo } from '../../../../lib/driver/local/network/undo.ts';
import type { Host } from '../../../../lib/host/host.ts';

export const networkSession = (host: Host): { host: Host; session: Session } => ({
  host,
  session: new Session({ store: memoryStore(), handlers: networkUndo(host) }),
});

const memoryStore = (): JournalStore => ({
  owner: { pid: process.pid, startTime: '0', bootId: 'test' },
  append: () => undefined,
  remove: () => undefined,
  claimDead: async () => [],
});

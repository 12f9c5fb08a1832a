import { cgroupUndo } from '../../lib/cgroup/undo.ts';
import type { Owner } from '../../lib/core/journal.ts';
import type { SliceParts } from '../../lib/driver/local/parts.ts';
import type { MemoryHost } from '../../lib/host/memory.ts';
import { hostUndo } from '../../lib/host/undo.ts';
import { memorySession, OWNER } from './memory-session.ts';

/** What slices on a machine of the tests' own are made with. */
export function partsOf(host: MemoryHost, owner = OWNER, isAlive = (_: Owner) => true): SliceParts {
  const session = memorySession({ ...hostUndo(host), ...cgroupUndo(host) });
  return { host, session, names: { directory: '/state', owner, isAlive } };
}

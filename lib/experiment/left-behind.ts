import type { Session } from '../core/session.ts';
import type { UndoAction, UndoOutcome } from '../core/undo.ts';
import type { OpenVm, RunParts } from './run-parts.ts';

/** What a trial did to the machine and did not take back. */
export interface LeftBehind {
  /** Oldest first. */
  readonly actions: readonly UndoAction[];
  /** What of it could not be undone, and why. */
  readonly failed: readonly UndoOutcome[];
}

/**
 * Notes what stands now; the function that it returns undoes at once what has come since, last first. VMs that were opened since are closed by
 * their handles, which are then not open any more; the rest goes one by one.
 */
export function standingNow(parts: Pick<RunParts, 'session' | 'vms'>): () => Promise<LeftBehind> {
  const effects = new Set(parts.session.effects);
  const names = new Set(parts.vms().map(({ name }) => name));
  return async () => {
    const actions = parts.session.effects.filter((action) => !effects.has(action));
    const closed = await closeAll(parts.vms().filter(({ name }) => !names.has(name)));
    const outcomes = [...closed, ...(await undoAll(parts.session, actions))];
    return { actions, failed: outcomes.filter(({ left }) => left !== undefined) };
  };
}

async function closeAll(vms: readonly OpenVm[]): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (const vm of [...vms].reverse()) outcomes.push(...(await vm.close()));
  return outcomes;
}

async function undoAll(session: Session, actions: readonly UndoAction[]): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (const action of [...actions].reverse()) {
    const outcome = await session.undo(action);
    if (outcome) outcomes.push(outcome);
  }
  return outcomes;
}

/** An effect by how it is undone, and where. @example actionText({ kind: 'remove-cgroup', paths: ['/sys/fs/cgroup/a', …] }) // 'remove-cgroup /sys/fs/cgroup/a' */
export const actionText = ({ kind, ...details }: UndoAction): string =>
  [kind, details.path ?? Object.values(details).flat()[0]].filter((part) => part !== undefined).join(' ');

import { constants, setPriority } from 'node:os';

/** Lets a process of ours run before all others when it wakes: it does little, and must do it on time. Best effort: only root may. */
export function preferProcess(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_HIGHEST);
  } catch {
    // It runs all the same, a little later at times.
  }
}

/**
 * Where vmlab keeps what must outlive a process: the journals, and the names in use.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface StateDirectory {
  readonly path: string;
  /** False where the user named the directory: then it is not ours to remove when it is empty. */
  readonly removable: boolean;
}

/**
 * `$VMLAB_STATE`; else, for root, /var/lib/vmlab; else `$XDG_STATE_HOME/vmlab` or ~/.local/state/vmlab (XDG Base Directory Specification).
 *
 * @example stateDirectory({ environment: process.env, isRoot: true, home: '/root' }).path // '/var/lib/vmlab'
 */
export function stateDirectory({ environment, isRoot, home }: Surroundings): StateDirectory {
  if (environment.VMLAB_STATE) return { path: environment.VMLAB_STATE, removable: false };
  if (isRoot) return { path: '/var/lib/vmlab', removable: true };
  return { path: join(environment.XDG_STATE_HOME || join(home, '.local/state'), 'vmlab'), removable: true };
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly home: string;
}

/** The one of this process. @example localStateDirectory().path */
export const localStateDirectory = (): StateDirectory =>
  stateDirectory({ environment: process.env, isRoot: process.getuid?.() === 0, home: homedir() });

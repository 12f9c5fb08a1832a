import type { Owner } from '../../core/journal.ts';
import type { Session } from '../../core/session.ts';
import type { Host } from '../../host/host.ts';

/** What slices are made with. */
export interface SliceParts {
  readonly host: Host;
  readonly session: Session;
  readonly names: NameRegistry;
}

/** Where names in use are kept, and how to tell whose they are. */
export interface NameRegistry {
  readonly directory: string;
  /** This process. */
  readonly owner: Owner;
  isAlive(owner: Owner): boolean;
}

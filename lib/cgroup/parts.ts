import type { Session } from '../core/session.ts';
import type { Host } from '../host/host.ts';

/** What groups are made with: the machine, and the session that puts it back as it was. */
export interface CgroupParts {
  readonly host: Host;
  readonly session: Session;
}

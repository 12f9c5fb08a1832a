/** What everything here that makes something needs: the machine, and who undoes it. */
import type { Session } from '../../../core/session.ts';
import type { Host } from '../../../host/host.ts';

export interface Parts {
  readonly host: Host;
  readonly session: Session;
}

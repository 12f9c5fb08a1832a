import type { QemuDomain } from '../domain.ts';
import type { QmpEvent } from '../qmp/message.ts';
import type { MigrationReply } from './reply.ts';

/** Both ends of a migration. */
export interface Sides {
  readonly source: QemuDomain;
  readonly destination: QemuDomain;
}

export const queryMigration = ({ qmp }: QemuDomain): Promise<MigrationReply> => qmp.execute('query-migrate');

/** QEMU's run state: 'running', 'inmigrate', 'postmigrate' … */
export const runState = async ({ qmp }: QemuDomain): Promise<string> =>
  (await qmp.execute<{ status: string }>('query-status')).status;

/** @returns whether its process lives */
export const isThere = (domain: QemuDomain): Promise<boolean> =>
  Promise.race([
    domain.ended.then(() => false),
    domain.qmp.ended.then(() => false),
    runState(domain).then(
      () => true,
      () => false,
    ),
  ]);

/** Collects what it says from now on. @returns the events so far, and how to stop */
export function listenTo({ qmp }: QemuDomain): { readonly events: readonly QmpEvent[]; readonly stop: () => void } {
  const events: QmpEvent[] = [];
  return { events, stop: qmp.onEvent((event) => events.push(event)) };
}

import type { Owner } from '../core/journal.ts';
import type { Session } from '../core/session.ts';
import type { UndoOutcome } from '../core/undo.ts';
import type { Host } from '../host/host.ts';
import type { Lab } from '../lab/lab.ts';

/** What an experiment is run with: who this is, and what the session's effects are told by. */
export interface RunParts {
  readonly host: Host;
  readonly session: Session;
  readonly owner: Owner;
  readonly isAlive: (owner: Owner) => boolean;
  /** The VMs that are open now. */
  readonly vms: () => readonly OpenVm[];
}

export interface OpenVm {
  readonly name: string;
  close(): Promise<UndoOutcome[]>;
}

export const partsOf = (lab: Lab): RunParts => {
  const { host, session, names } = lab.parts;
  return { host, session, owner: names.owner, isAlive: names.isAlive, vms: () => lab.vms() };
};

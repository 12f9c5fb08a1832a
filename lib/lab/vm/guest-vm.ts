/**
 * A guest as what runs in it needs it: its host's view, its inside, and the copies of vmlab-agent.
 */
import { UnsupportedError } from '../../core/errors.ts';
import type { Domain } from '../../driver/driver.ts';
import type { Guest } from '../../driver/guest/guest.ts';
import type { Host } from '../../host/host.ts';
import type { SharedAgents } from '../../load/place/guest/shared-agents.ts';
import type { Opening } from '../opening.ts';
import { guestOf } from './inside.ts';

export interface InsideParts {
  readonly host: Host;
  readonly agents: SharedAgents;
}

export interface GuestVm {
  readonly domain: Domain;
  readonly guest: Guest;
  readonly agents: SharedAgents;
}

/** Opens it. @returns undefined for a slice. @throws UnsupportedError where nothing in it answers */
export async function guestVmOf(vm: Opening, { host, agents }: InsideParts): Promise<GuestVm | undefined> {
  const { slice, domain } = await vm.open();
  if (slice) return undefined;
  const guest = guestOf(vm, host);
  if (guest) return { domain, guest, agents };
  const remedy = "it needs a guest agent, or ssh: lab.vm(name, { ssh: 'root@10.0.0.2' })";
  throw new UnsupportedError({ what: 'running vmlab-agent', where: `'${vm.name}' on ${vm.uri}`, remedy });
}

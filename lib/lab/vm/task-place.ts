/**
 * Where measurements run in a VM.
 */
import { UnsupportedError } from '../../core/errors.ts';
import type { Host } from '../../host/host.ts';
import type { AgentPlace } from '../../load/place/agent-place.ts';
import { type GuestPlace, guestPlace } from '../../load/place/guest/guest-place.ts';
import type { SharedAgents } from '../../load/place/guest/shared-agents.ts';
import { slicePlace } from '../../load/place/slice-place.ts';
import type { Opening } from '../opening.ts';
import { guestOf } from './inside.ts';

export interface PlaceParts {
  readonly host: Host;
  readonly agents: SharedAgents;
}

/** The handle's own place, found when it is first asked for; in a guest the copy of vmlab-agent stays until the handle is closed. */
export function taskPlaces(vm: Opening, parts: () => PlaceParts): () => Promise<AgentPlace> {
  let made: GuestPlace | undefined;
  return async () => {
    const { slice } = await vm.open();
    if (slice) return slicePlace(slice);
    made ??= keep(vm, placeInGuest(vm, parts()), () => {
      made = undefined;
    });
    return made;
  };
}

/** @throws UnsupportedError where nothing in it answers */
function placeInGuest(vm: Opening, { host, agents }: PlaceParts): GuestPlace {
  const guest = guestOf(vm, host);
  if (guest) return guestPlace(agents, { guest, name: vm.name });
  const remedy = "it needs a guest agent, or ssh: lab.vm(name, { ssh: 'root@10.0.0.2' })";
  throw new UnsupportedError({ what: 'running a measurement', where: `'${vm.name}' on ${vm.uri}`, remedy });
}

function keep(vm: Opening, place: GuestPlace, forget: () => void): GuestPlace {
  vm.atClose(() => {
    forget();
    return place.leave();
  });
  return place;
}

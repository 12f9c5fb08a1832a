/**
 * Where measurements run in a VM.
 */
import type { AgentPlace } from '../../load/place/agent-place.ts';
import { type GuestPlace, guestPlace } from '../../load/place/guest/guest-place.ts';
import { slicePlace } from '../../load/place/slice-place.ts';
import type { Opening } from '../opening.ts';
import { guestVmOf, type InsideParts } from './guest-vm.ts';
import { sliceOf } from './slice-of.ts';

/**
 * The handle's own place, found when it is first asked for; in a guest the copy of vmlab-agent stays until the handle is closed.
 *
 * @throws, from what it returns, UnsupportedError where nothing in a guest answers
 */
export function taskPlaces(vm: Opening, parts: () => InsideParts): () => Promise<AgentPlace> {
  let made: GuestPlace | undefined;
  const keep = (place: GuestPlace): GuestPlace => {
    vm.atClose(() => {
      made = undefined;
      return place.leave();
    });
    return place;
  };
  return async () => {
    const inside = await guestVmOf(vm, parts());
    if (inside === undefined) return slicePlace(sliceOf(vm));
    made ??= keep(guestPlace(inside.agents, { guest: inside.guest, name: vm.name }));
    return made;
  };
}

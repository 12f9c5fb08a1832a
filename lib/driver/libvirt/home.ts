/**
 * Where a domain's guest runs by now: what was begun in it is found again after it has moved to another host.
 */
import { guestByAgent } from '../guest/by-agent.ts';
import type { Guest } from '../guest/guest.ts';
import { guestAgent } from './guest-agent.ts';
import type { DomainParts } from './parts.ts';

/** That of a domain's handle. It changes when the guest has come somewhere else. */
export interface Home {
  now: Pick<DomainParts, 'uri' | 'connection' | 'uuid' | 'name'>;
}

/** @example wanderingGuest({ now: parts }).exec(['uname', '-r']) */
export function wanderingGuest(home: Home): Guest {
  const guest = (): Guest => guestAt(home.now);
  return {
    by: guest().by,
    get reach() {
      return guest().reach;
    },
    exec: (argv, options) => guest().exec(argv, options),
    writeFile: (path, bytes, options) => guest().writeFile(path, bytes, options),
    readFile: (path, from, options) => guest().readFile(path, from, options),
  };
}

const guestAt = (place: Home['now']): Guest =>
  guestByAgent(guestAgent(place), {
    by: `the guest agent of ${place.name}`,
    reach: { reach: 'libvirt', uri: place.uri.text, uuid: place.uuid },
  });

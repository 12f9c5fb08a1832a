/**
 * A domain's guest: Xen has no agent in it, so that it is reached by its own ssh server, where it has one.
 */
import { UnsupportedError } from '../../core/errors.ts';
import type { Domain } from '../driver.ts';
import { guestBySsh } from '../guest/by-ssh.ts';
import type { DomainParts } from './parts.ts';

export function guestOf(parts: DomainParts): Pick<Domain, 'guest'> & Required<Pick<Domain, 'exec'>> {
  const address = parts.guests?.[parts.name];
  if (address === undefined) return { exec: () => Promise.reject(noWay(parts)) };
  const guest = guestBySsh(address, parts.here);
  return { guest, exec: (argv, options) => guest.exec(argv, options) };
}

const noWay = ({ name, uri }: DomainParts): UnsupportedError =>
  new UnsupportedError({
    what: 'running a program in a guest',
    where: `'${name}' on ${uri.text}`,
    remedy: `Xen has no agent there; say where ssh finds the guest: { guests: { '${name}': { destination: 'root@…' } } }`,
  });

import { lookup } from 'node:dns/promises';
import { HostError } from '../../core/errors.ts';

/**
 * The numeric address of a host, as the system resolves names; an IPv4 address where there is one, as older programs listen on nothing else.
 *
 * @param name a name, or an address, which is given back as it is
 * @throws HostError where nothing has that name
 * @example await resolveAddress('localhost') // '127.0.0.1'
 */
export async function resolveAddress(name: string): Promise<string> {
  try {
    const { address } = await lookup(name, { verbatim: false });
    return address;
  } catch (cause) {
    const errno = (cause as NodeJS.ErrnoException).code;
    throw new HostError({ host: 'local:', operation: 'resolve', target: name, errno }, { cause });
  }
}

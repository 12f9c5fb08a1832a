/**
 * Where an ssh server is, as libvirt writes it in URIs: what is left out is what the user's own configuration says.
 */
import { InputError } from '../../core/errors.ts';
import type { SshAddress } from './address.ts';

/**
 * Of a URI with any scheme, its user, host and port, and `keyfile` and `known_hosts` of its query. Source: libvirt's remote.html.
 *
 * @throws InputError for one without a host
 * @example parseSshUri('xen+ssh://root@dom0:2222/?keyfile=/root/.ssh/lab').destination // 'root@dom0'
 */
export function parseSshUri(text: string): SshAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname || url.hostname.startsWith('-') || url.password !== '') throw notAUri(text);
  const { hostname, username, port } = url;
  return {
    destination: (username && `${decodeURIComponent(username)}@`) + hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(port !== '' && { port: Number(port) }),
    options: optionsOf(url.searchParams),
  };
}

const optionsOf = (query: URLSearchParams): string[] => [
  ...(query.has('keyfile') ? ['IdentitiesOnly=yes', `IdentityFile=${path(query.get('keyfile'))}`] : []),
  ...(query.has('known_hosts') ? [`UserKnownHostsFile=${path(query.get('known_hosts'))}`] : []),
];

/** ssh takes words in quotes as one, and replaces `%h` and its like. */
const path = (value: string | null): string => `"${value?.replaceAll('%', '%%')}"`;

/** @example sshUri({ destination: 'root@dom0', port: 2222 }) // 'ssh://root@dom0:2222' */
export const sshUri = ({ destination, port }: SshAddress): string =>
  `ssh://${destination}${port === undefined ? '' : `:${port}`}`;

const notAUri = (received: string): InputError =>
  new InputError({
    expected: "a URI with a host, such as 'xen+ssh://root@dom0/', without a password (keys log in)",
    received,
  });

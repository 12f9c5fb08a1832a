/**
 * The commands that join a namespace to the host, as data. The counters of the pair must tell what a wire would carry, so:
 * - `gso_max_segs 1`: the kernel counts a segmentation-offloaded super-packet with one header; without it TCP's count is 4 % short;
 * - `addrgenmode none` before a link is up: no link-local IPv6 address, so no neighbour discovery and no MLD;
 * - permanent neighbours: no ARP.
 */
import type { AddressPair } from './addresses.ts';
import type { Command } from './iproute.ts';
import { GUEST_INTERFACE } from './names.ts';

export interface Pair {
  readonly netns: string;
  readonly hostInterface: string;
  readonly hostMac: string;
  readonly guestMac: string;
}

const AS_ON_THE_WIRE = ['mtu', '1500', 'gso_max_segs', '1'];

/** Makes both ends at once, the VM's inside its namespace: neither is ever elsewhere. */
export const makePair = ({ netns, hostInterface, hostMac, guestMac }: Pair): Command => [
  ...['link', 'add', hostInterface, 'address', hostMac, ...AS_ON_THE_WIRE, 'type', 'veth'],
  ...['peer', 'name', GUEST_INTERFACE, 'address', guestMac, ...AS_ON_THE_WIRE, 'netns', netns],
];

export const raiseHostEnd = ({ hostInterface }: Pair): Command[] => [
  ['link', 'set', hostInterface, 'addrgenmode', 'none'],
  ['link', 'set', hostInterface, 'up'],
];

/** Takes an address pair for this link. The kernel answers "File exists" where another process was first: no lock is needed. */
export const claimAddresses = ({ hostInterface }: Pair, { host }: AddressPair): Command => [
  ...['route', 'add', `${host}/31`, 'dev', hostInterface, 'scope', 'link'],
];

export const addressHostEnd = ({ hostInterface, guestMac }: Pair, { host, guest }: AddressPair): Command[] => [
  ['address', 'add', `${host}/31`, 'dev', hostInterface, 'noprefixroute'],
  ['neighbour', 'add', guest, 'lladdr', guestMac, 'dev', hostInterface, 'nud', 'permanent'],
];

/** To be run inside the namespace. The default route reaches the host's other addresses, and further where the host forwards. */
export const raiseGuestEnd = ({ hostMac }: Pair, { host, guest }: AddressPair): Command[] => [
  ['link', 'set', 'lo', 'up'],
  ['link', 'set', GUEST_INTERFACE, 'addrgenmode', 'none'],
  ['link', 'set', GUEST_INTERFACE, 'up'],
  ['address', 'add', `${guest}/31`, 'dev', GUEST_INTERFACE],
  ['neighbour', 'add', host, 'lladdr', hostMac, 'dev', GUEST_INTERFACE, 'nud', 'permanent'],
  ['route', 'add', 'default', 'via', host, 'dev', GUEST_INTERFACE],
];

/**
 * Which packets belong to a class: those from or to an IPv4 address (tc-u32(8)), perhaps to one port of it.
 * A filter's preference is the minor of its class, so that each can be found and removed by itself.
 * Never `u32 match mark`: a kernel without CLS_U32_MARK accepts it and matches everything.
 */
import { isIPv4 } from 'node:net';
import { InputError } from '../../../core/errors.ts';
import { classId, ROOT } from './htb.ts';
import type { Command } from './iproute.ts';

export interface PacketMatch {
  readonly source?: string;
  readonly destination?: string;
  /** The destination port, of TCP and of UDP. Later fragments of a datagram over the MTU have none. */
  readonly port?: number;
}

export const addFilter = (device: string, minor: number, match: PacketMatch): Command => [
  ...['filter', 'add', 'dev', device, 'parent', ROOT, 'protocol', 'ip', 'pref', String(minor), 'u32'],
  ...matchWords(match),
  ...['flowid', classId(minor)],
];

export const removeFilter = (device: string, minor: number): Command => [
  ...['filter', 'del', 'dev', device, 'parent', ROOT, 'protocol', 'ip', 'pref', String(minor)],
];

/** How `tc filter show` prints the matches: value/mask in hexadecimal at an offset into the IP header. */
export const shownMatches = ({ source, destination, port }: PacketMatch): string[] => [
  ...(source === undefined ? [] : [`${hexadecimal(source)}/ffffffff at 12`]),
  ...(destination === undefined ? [] : [`${hexadecimal(destination)}/ffffffff at 16`]),
  ...(port === undefined ? [] : [`${port.toString(16).padStart(8, '0')}/0000ffff at 20`]),
];

/** @throws InputError for what is no IPv4 address or port. */
export function checkMatch(match: PacketMatch): PacketMatch {
  for (const address of [match.source, match.destination])
    if (address !== undefined && !isIPv4(address))
      throw new InputError({ expected: "an IPv4 address such as '192.168.1.7'", received: address });
  if (match.port !== undefined && !isWhole(match.port, 0xffff))
    throw new InputError({ expected: 'a port from 1 to 65535', received: match.port });
  return match;
}

const matchWords = ({ source, destination, port }: PacketMatch): string[] => [
  ...(source === undefined ? [] : ['match', 'ip', 'src', `${source}/32`]),
  ...(destination === undefined ? [] : ['match', 'ip', 'dst', `${destination}/32`]),
  ...(port === undefined ? [] : ['match', 'ip', 'dport', String(port), '0xffff']),
];

const hexadecimal = (address: string): string =>
  address
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('');

const isWhole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;

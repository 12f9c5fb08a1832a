/**
 * What a user says of a downtime measurement, checked as it is said.
 */
import { isIP, isIPv6 } from 'node:net';
import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';
import { checkWhole } from '../check-options.ts';
import { LEAST_INTERVAL_SECONDS } from './defaults.ts';

export const checkPort = checkWhole({ what: 'a UDP port', least: 1, most: 65_535 });
export const checkOwnPort = checkWhole({ what: 'a UDP port, or 0 for any,', least: 0, most: 65_535 });

/** Between two sends, in s. */
export function checkInterval(received: Duration): number {
  const seconds = parseDuration(received, 'an interval');
  const nanoseconds = Math.round(seconds * 1e9); // 100 × 1e-6 is a little less than 1e-4
  if (nanoseconds >= LEAST_INTERVAL_SECONDS * 1e9 && seconds <= MOST_SECONDS) return seconds;
  throw new InputError({ expected: "an interval of '100us' to '1h' such as '50ms'", received });
}

/** How long something must last to be called an outage, in s. */
export function checkOutage(received: Duration): number {
  const seconds = parseDuration(received, "an outage's least length");
  if (seconds <= MOST_SECONDS) return seconds;
  throw new InputError({ expected: "an outage's least length of up to '1h'", received });
}

/** Addresses and networks. @example checkPeers(['10.0.0.0/8', '192.168.1.5', 'fd00::/8']) */
export function checkPeers(received: readonly string[]): readonly string[] {
  if (!Array.isArray(received) || received.length === 0)
    throw new InputError({ expected: "a list of peers such as ['10.0.0.0/8', '192.168.1.5']", received });
  return Object.freeze(received.map(checkPeer));
}

/** A file's path. */
export function checkLog(received: string): string {
  if (typeof received === 'string' && received !== '' && !received.includes('\0')) return received;
  throw new InputError({ expected: 'the path of a file', received });
}

const MOST_SECONDS = 3600;

function checkPeer(received: string): string {
  const [address = '', length, ...rest] = String(received).split('/');
  const most = isIPv6(address) ? 128 : 32;
  const isLength = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= most);
  if (isIP(address) && isLength && rest.length === 0) return received;
  throw new InputError({
    expected: "an address or a network such as '192.168.1.5', '10.0.0.0/8' or 'fd00::/8'",
    received,
  });
}

/**
 * Link-local addresses (RFC 3927) for the pairs: every pair is a /31 (RFC 3021), the even address on the host, the odd one in the VM.
 * Left out are the RFC's reserved first and last 256, and 169.254.169.0 to 169.254.171.255, where clouds keep their metadata servers.
 */
import { createHash } from 'node:crypto';
import { overlaps, type Range, rangeOf } from './address-range.ts';

export interface AddressPair {
  readonly host: string;
  readonly guest: string;
}

const SLOTS = 254 * 128;
const RESERVED = ['169.254.169.0/24', '169.254.170.0/23'].map(rangeOf);

/**
 * The pairs that overlap nothing in use, best first: a VM starts at a place of its own (a hash of its name), so that two rarely meet.
 *
 * @param used what this host has addresses in and routes to
 */
export function* freePairs(vm: string, used: readonly Range[]): Generator<AddressPair> {
  const taken = [...used, ...RESERVED];
  const start = createHash('sha256').update(vm).digest().readUInt32BE() % SLOTS;
  for (let step = 0; step < SLOTS; step++) {
    const pair = pairOf((start + step) % SLOTS);
    if (!taken.some((range) => overlaps(range, rangeOf(`${pair.host}/31`)))) yield pair;
  }
}

function pairOf(slot: number): AddressPair {
  const third = 1 + Math.floor(slot / 128);
  const last = (slot % 128) * 2;
  return { host: `169.254.${third}.${last}`, guest: `169.254.${third}.${last + 1}` };
}

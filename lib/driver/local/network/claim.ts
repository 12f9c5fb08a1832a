/** Finds a pair of link-local addresses for a VM and takes it, whoever else is looking for one at this moment. */
import { HostError } from '../../../core/errors.ts';
import type { Host } from '../../../host/host.ts';
import { addressedRanges, type Range, routedRanges } from './address-range.ts';
import { type AddressPair, freePairs } from './addresses.ts';
import { ip, isAlreadyThere } from './iproute.ts';
import { claimAddresses, type Pair } from './pair.ts';

/** @returns the addresses that the pair's host end now has a route to. */
export async function claimPair(host: Host, name: string, pair: Pair): Promise<AddressPair> {
  let attempts = 0;
  for (const addresses of freePairs(name, await usedRanges(host))) {
    if (await isClaimed(host, pair, addresses)) return addresses;
    if (++attempts === ATTEMPTS) break;
  }
  throw new HostError({
    host: host.uri,
    operation: 'taking',
    target: 'an address of 169.254.0.0/16',
    stderr: 'none is free',
  });
}

const ATTEMPTS = 64;

async function isClaimed(host: Host, pair: Pair, addresses: AddressPair): Promise<boolean> {
  try {
    await ip({ host }, claimAddresses(pair, addresses));
    return true;
  } catch (error) {
    if (isAlreadyThere(error)) return false;
    throw error;
  }
}

async function usedRanges(host: Host): Promise<Range[]> {
  const routes = await ip({ host }, ['-4', '-json', 'route', 'show', 'table', 'all']);
  const links = await ip({ host }, ['-4', '-json', 'address', 'show']);
  return [...routedRanges(routes), ...addressedRanges(links)];
}

/** Makes a VM's network: a namespace, joined to the host by a veth pair whose counters tell what the VM sent and received. */
import { HostError } from '../../../core/errors.ts';
import type { Session } from '../../../core/session.ts';
import type { Undo } from '../../../core/undo.ts';
import type { Host } from '../../../host/host.ts';
import { addressedRanges, type Range, routedRanges } from './address-range.ts';
import { type AddressPair, freePairs } from './addresses.ts';
import { describeNetwork } from './describe.ts';
import { ip, ipBatch, isAlreadyThere } from './iproute.ts';
import { randomMac } from './mac.ts';
import { hostInterfaceName, netnsName } from './names.ts';
import type { VmNetwork } from './network.ts';
import { addressHostEnd, claimAddresses, makePair, type Pair, raiseGuestEnd, raiseHostEnd } from './pair.ts';

interface Parts {
  readonly host: Host;
  readonly session: Session;
}

/**
 * Makes the network of a VM. As root only. What is made is journalled first, and taken away at the session's end or by `remove()`.
 *
 * @param name the VM's
 * @throws HostError with the stderr of `ip` ("File exists" when the VM has a network already, "Operation not permitted");
 * UnsupportedError without iproute2 or veth.
 * @example
 * const network = await createNetwork({ host, session }, 'vm1');
 * network.address // '169.254.31.7'
 */
export async function createNetwork(parts: Parts, name: string): Promise<VmNetwork> {
  const pair = pairOf(name);
  const netns = await makeNetns(parts, pair);
  const link = await makeLink(parts, name, pair).catch(async (error) => {
    await netns.undo();
    throw error;
  });
  return describeNetwork(parts, { pair, addresses: link.value, undos: [netns, link] });
}

const pairOf = (name: string): Pair => ({
  netns: netnsName(name),
  hostInterface: hostInterfaceName(name),
  hostMac: randomMac(),
  guestMac: randomMac(),
});

const makeNetns = ({ host, session }: Parts, { netns, guestMac }: Pair): Promise<Undo<unknown>> =>
  session.effect({ kind: 'remove-netns', netns, mac: guestMac }, () => ip({ host }, ['netns', 'add', netns]));

const makeLink = ({ host, session }: Parts, name: string, pair: Pair): Promise<Undo<AddressPair>> =>
  session.effect({ kind: 'remove-link', interface: pair.hostInterface, mac: pair.hostMac }, async () => {
    await ipBatch({ host }, [makePair(pair), ...raiseHostEnd(pair)]);
    const addresses = await claim(host, name, pair);
    await ipBatch({ host }, addressHostEnd(pair, addresses));
    await ipBatch({ host, netns: pair.netns }, raiseGuestEnd(pair, addresses));
    return addresses;
  });

/** Takes the first pair of addresses that no other process takes at this moment. */
async function claim(host: Host, name: string, pair: Pair): Promise<AddressPair> {
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

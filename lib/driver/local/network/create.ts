/** Makes a VM's network: a namespace, joined to the host by a veth pair whose counters tell what the VM sent and received. */
import type { Undo } from '../../../core/undo.ts';
import type { AddressPair } from './addresses.ts';
import { claimPair } from './claim.ts';
import { describeNetwork } from './describe.ts';
import { ip, ipBatch } from './iproute.ts';
import { randomMac } from './mac.ts';
import { hostInterfaceName, netnsName } from './names.ts';
import type { VmNetwork } from './network.ts';
import { addressHostEnd, makePair, type Pair, raiseGuestEnd, raiseHostEnd } from './pair.ts';
import type { Parts } from './parts.ts';

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
    const addresses = await claimPair(host, name, pair);
    await ipBatch({ host }, addressHostEnd(pair, addresses));
    await ipBatch({ host, netns: pair.netns }, raiseGuestEnd(pair, addresses));
    return addresses;
  });

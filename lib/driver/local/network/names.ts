/** What a VM's network is called on the host: any VM name fits, and two never share one. */
import { createHash } from 'node:crypto';

const NETNS_DIRECTORY = '/run/netns';
const LONGEST_PLAIN = 64;

/** The VM's own end of its veth pair, inside its namespace. */
export const GUEST_INTERFACE = 'eth0';

/**
 * The network namespace of a VM. A name that is too long, or odd for a file, is cut and hashed behind a `~`, which plain ones never have.
 *
 * @example netnsName('vm1') // 'vmlab-vm1'
 */
export function netnsName(vm: string): string {
  if (vm.length <= LONGEST_PLAIN && /^[A-Za-z0-9._-]+$/.test(vm)) return `vmlab-${vm}`;
  return `vmlab-${vm.slice(0, 40).replace(/[^A-Za-z0-9._-]/g, '_')}~${hash(vm, 16)}`;
}

/** Where `ip netns` keeps a namespace. @example netnsPath('vmlab-vm1') // '/run/netns/vmlab-vm1' */
export const netnsPath = (netns: string): string => `${NETNS_DIRECTORY}/${netns}`;

/** The host's end of a VM's veth pair: `vl` and 13 hexadecimal digits, as long as the kernel allows (15). */
export const hostInterfaceName = (vm: string): string => `vl${hash(vm, 13)}`;

const hash = (text: string, digits: number): string => createHash('sha256').update(text).digest('hex').slice(0, digits);

import { UnsupportedError } from '../../core/errors.ts';
import type { DomainCounters } from '../../driver/driver.ts';
import { ip } from '../../driver/local/network/iproute.ts';
import type { Host } from '../../host/host.ts';

interface Link {
  readonly ifname: string;
  /** The bridge that it is a port of. */
  readonly master?: string;
  readonly addr_info?: readonly { readonly family: string; readonly local: string }[];
}

/**
 * Where a guest reaches this host: an IPv4 address of its first tap, or of the bridge that the tap is a port of.
 *
 * @throws UnsupportedError where there is none
 */
export async function hostAddress(host: Host, counters: DomainCounters): Promise<string> {
  const taps = (counters.tx ?? []).flatMap(({ file }) => /^\/sys\/class\/net\/([^/]+)\//.exec(file)?.[1] ?? []);
  const links = JSON.parse(await ip({ host }, ['-json', '-4', 'address', 'show'])) as Link[];
  const masters = JSON.parse(await ip({ host }, ['-json', 'link', 'show'])) as Link[];
  const ports = masters.filter(({ ifname }) => taps.includes(ifname));
  const names = ports.flatMap(({ ifname, master }) => [ifname, ...(master ? [master] : [])]);
  const address = links.filter(({ ifname }) => names.includes(ifname)).flatMap(({ addr_info }) => addr_info ?? [])[0];
  if (address) return address.local;
  const remedy = "say where to send to: .network({ to: '10.0.0.1', port: 9 })";
  throw new UnsupportedError({
    what: 'finding an address of this host that the guest reaches',
    where: 'its network',
    remedy,
  });
}

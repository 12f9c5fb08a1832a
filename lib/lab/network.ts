import { UnsupportedError } from '../core/errors.ts';
import type { Undo } from '../core/undo.ts';
import type { RateRequest, VmNetwork } from '../driver/local/network/network.ts';
import type { Slice } from '../driver/local/slice.ts';
import { handle } from './handle.ts';
import type { Opening } from './opening.ts';

/** The network of a VM. */
export interface NetworkHandle {
  /** The VM's IPv4 address. @throws VmlabError 'NOT_OPEN'. */
  readonly address: string;
  /** The host's address at the other end of the veth. @throws VmlabError 'NOT_OPEN'. */
  readonly hostAddress: string;
  /** Reads the limit: bytes a second, or 'max' for none. @example await vm.network.rate() // 'max' */
  rate(at?: { readonly interface?: string }): Promise<number | 'max'>;
  /**
   * Limits what the VM sends: on its own end of its veth, or on an interface of the host that others use too.
   *
   * @throws InputError, UnsupportedError, VmlabError 'FOREIGN_QDISC' as VmNetwork.rate.
   * @example await vm.network.rate({ tx: '100Mbit' })
   */
  rate(request: RateRequest): Promise<Undo>;
}

type RateOrPlace = RateRequest | { readonly interface?: string; readonly tx?: undefined };

export const networkHandle = (vm: Opening): NetworkHandle =>
  handle(
    `network of ${vm.name}:`,
    () => ({ open: vm.isOpen, netns: vm.isOpen ? vm.current().network?.netns : undefined }),
    {
      get address() {
        return networkOf(vm.current()).address;
      },
      get hostAddress() {
        return networkOf(vm.current()).hostAddress;
      },
      rate: (async (request: RateOrPlace = {}) => {
        if (request.tx === undefined) return networkOf(vm.current()).rate(request);
        return networkOf(await vm.open()).rate(request);
      }) as NetworkHandle['rate'],
    },
  );

function networkOf({ name, network, why }: Slice): VmNetwork {
  if (network) return network;
  const remedy = why === undefined ? `open '${name}' without network: false` : `run as root (${why})`;
  throw new UnsupportedError({ what: 'a network of its own', where: `the slice '${name}'`, remedy });
}

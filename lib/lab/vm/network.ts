import { UnsupportedError } from '../../core/errors.ts';
import { checkOptionNames } from '../../core/option-names.ts';
import type { Undo } from '../../core/undo.ts';
import type { VmNetwork } from '../../driver/local/network/network.ts';
import type { DomainNetwork, DomainRateRequest } from '../../driver/network.ts';
import { handle } from '../handle.ts';
import type { Ability, Opening } from '../opening.ts';

/** The network of a VM. */
export interface NetworkHandle {
  /** The IPv4 address of a slice. @throws VmlabError 'NOT_OPEN'; UnsupportedError for a guest: ask it. */
  readonly address: string;
  /** The host's address at the other end of its veth. @throws as `address`. */
  readonly hostAddress: string;
  /** Reads the limit on what it sends, or with `direction: 'rx'` receives: bytes a second, or 'max' for none. @example await vm.network.rate() // 'max' */
  rate(at?: RateAt): Promise<number | 'max'>;
  /**
   * Limits what the VM sends and receives, on the wire (headers included): a slice on its own end of its veth, or on an interface of the host
   * that others use too; a guest on its taps.
   *
   * @throws InputError for a rate below 26 bytes/s, or no such interface; UnsupportedError for what a slice receives, and where neither libvirt
   * nor the kernel can; VmlabError `FOREIGN_QDISC` where an interface has a qdisc that vmlab did not make
   * @example await vm.network.rate({ tx: '100Mbit' })
   */
  rate(request: DomainRateRequest): Promise<Undo>;
}

export interface RateAt {
  readonly interface?: string;
  readonly direction?: 'tx' | 'rx';
}

type RateOrPlace = DomainRateRequest & RateAt;

const network: Ability<DomainNetwork> = { what: 'a network of its own', of: (domain) => domain.network };

export const networkHandle = (vm: Opening): NetworkHandle =>
  handle(
    `network of ${vm.name}:`,
    () => ({ open: vm.isOpen, netns: vm.isOpen ? vm.current().slice?.network?.netns : undefined }),
    {
      get address() {
        return networkOf(vm).address;
      },
      get hostAddress() {
        return networkOf(vm).hostAddress;
      },
      rate: (async (request: RateOrPlace = {}) => rate(vm, request)) as NetworkHandle['rate'],
    },
  );

function rate(vm: Opening, request: RateOrPlace): Promise<number | 'max' | Undo> {
  checkOptionNames(request, ['tx', 'rx', 'interface', 'direction']);
  if (request.tx === undefined && request.rx === undefined) return readRate(vm, request);
  return vm.change(network, (own) => own.limit(request));
}

const readRate = (vm: Opening, { interface: at, direction = 'tx' }: RateAt) =>
  vm.read(network, async (own) => (await own.rate({ interface: at }))[direction]);

function networkOf(vm: Opening): VmNetwork {
  const { slice } = vm.current();
  if (slice?.network) return slice.network;
  const remedy = slice ? `open '${vm.name}' without network: false, as root` : "ask the guest: vm.exec(['ip', 'addr'])";
  throw new UnsupportedError({ what: 'its address', where: `'${vm.name}' on ${vm.uri}`, remedy });
}

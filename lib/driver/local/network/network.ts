/** The network of a local VM, as the rest of vmlab sees it. */
import type { Undo, UndoOutcome } from '../../../core/undo.ts';
import type { Rate } from '../../../core/units.ts';
import type { Counter } from '../../../host/counter.ts';
import type { Limit } from './rate.ts';

/** A limit on what the VM sends. */
export interface RateRequest {
  /** Bytes a second on the wire (headers included), a string such as `'100Mbit'`, or no limit. */
  readonly tx: Rate | 'max';
  /** A NIC or bridge of the host that others use too; without it, the VM's own end of its veth. */
  readonly interface?: string;
}

export interface VmNetwork {
  /** The file of its namespace: `/run/netns/vmlab-vm1`. */
  readonly netns: string;
  /** What `ip -n` and `tc -n` call it: `vmlab-vm1`. */
  readonly netnsName: string;
  /** The VM's end of the pair, inside its namespace. */
  readonly interface: string;
  readonly hostInterface: string;
  /** The VM's IPv4 address. */
  readonly address: string;
  /** The host's address at the other end: where a sink listens. */
  readonly hostAddress: string;
  readonly counters: { readonly tx: Counter; readonly rx: Counter };
  /**
   * Reads the limit back from the kernel, in bytes a second; tc tells it to about four digits.
   *
   * @example await vm.network.rate() // 'max'
   */
  rate(at?: { readonly interface?: string }): Promise<Limit>;
  /**
   * Limits what the VM sends, and changes the limit in place while it sends.
   *
   * @throws InputError for a rate below 26 bytes/s; UnsupportedError where the kernel lacks HTB or u32;
   * VmlabError `FOREIGN_QDISC` where the interface has a root qdisc that vmlab did not make.
   * @example await vm.network.rate({ tx: '100Mbit' })
   */
  rate(request: RateRequest): Promise<Undo>;
  /** A program that takes `rateLine`s on its standard input, for a clock that changes the limit at every step. */
  readonly rateArgv: readonly string[];
  /** The line that sets a limited VM's own end to a rate in bytes a second, kept above ten frames a second. */
  rateLine(rate: number): string;
  /** Takes it all away, as the session's end would. @returns what was left alone, and why. */
  remove(): Promise<UndoOutcome>;
}

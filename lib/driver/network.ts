import type { Undo } from '../core/undo.ts';
import type { Rate } from '../core/units.ts';

/** Bytes a second on the wire, headers included. */
export interface DomainRate {
  readonly tx: number | 'max';
  readonly rx: number | 'max';
}

/** What is left out stays as it is. */
export interface DomainRateRequest {
  /** What the guest sends, and what it receives. */
  readonly tx?: Rate | 'max';
  readonly rx?: Rate | 'max';
  /** Of a domain: one of its taps, or its address; all of them if left out. Of a slice: a NIC or bridge of the host that others use too. */
  readonly interface?: string;
}

export interface DomainNetwork {
  /** Reads the limits of one interface, its first unless told. @throws UnsupportedError where it has none */
  rate(at?: Pick<DomainRateRequest, 'interface'>): Promise<DomainRate>;
  /**
   * Limits each of its interfaces.
   *
   * @throws InputError for a rate below 26 bytes/s, or no such interface; UnsupportedError, saying what is missing, where neither libvirt
   * nor the kernel can; VmlabError `FOREIGN_QDISC` where an interface has a qdisc that is neither libvirt's nor ours
   */
  limit(request: DomainRateRequest): Promise<Undo>;
}

import type { DomainState } from '../../../driver/driver.ts';
import type { Ending } from '../parsed.ts';

/** One domain as libvirt has it, since it began. NaN is what was not told: which groups there are depends on domstats' flags. */
export interface LibvirtDomain {
  readonly name: string;
  readonly state: DomainState;
  /** NaN for a domain that is off: libvirt 9 reports CPU time of its own there. */
  readonly cpuSeconds: number;
  readonly userSeconds: number;
  readonly systemSeconds: number;
  /** The balloon's size now, and the most it may be. */
  readonly memoryBytes: number;
  readonly maxMemoryBytes: number;
  /** What the guest's balloon driver tells: memory that the guest sees, that is free, and that programs could still get. */
  readonly availableBytes: number;
  readonly unusedBytes: number;
  readonly usableBytes: number;
  /** Memory of the machine that the domain's process holds. */
  readonly residentBytes: number;
  readonly vcpuCount: number;
  readonly vcpus: readonly LibvirtVcpu[];
  readonly networks: readonly LibvirtNetwork[];
  readonly disks: readonly LibvirtDisk[];
  /** With `virsh perf --enable`: counts by libvirt's names, `cache_misses`. */
  readonly perf: Readonly<Record<string, number>>;
}

/** One vCPU, since its domain began. */
export interface LibvirtVcpu {
  readonly index: number;
  readonly cpuSeconds: number;
  /** It was halted. */
  readonly waitSeconds: number;
  /** It could have run, and waited for a CPU: the guest calls it steal. */
  readonly delaySeconds: number;
}

/** One network of a domain, seen from the domain: what it received, the machine sent. */
export interface LibvirtNetwork {
  readonly index: number;
  /** The interface on the machine: 'vnet0'. */
  readonly name: string;
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly receivedErrors: number;
  readonly receivedDrops: number;
  readonly sentBytes: number;
  readonly sentPackets: number;
  readonly sentErrors: number;
  readonly sentDrops: number;
}

/** One disk of a domain, since the domain began. */
export interface LibvirtDisk {
  readonly index: number;
  /** In the domain: 'vda'. */
  readonly name: string;
  readonly path?: string;
  readonly reads: number;
  readonly readBytes: number;
  /** Summed over all requests. */
  readonly readSeconds: number;
  readonly writes: number;
  readonly writeBytes: number;
  readonly writeSeconds: number;
  readonly flushes: number;
  readonly flushSeconds: number;
  readonly allocationBytes: number;
  readonly capacityBytes: number;
  readonly physicalBytes: number;
}

/** All domains at one time. */
export interface LibvirtSample {
  readonly domains: readonly LibvirtDomain[];
}

/** What virsh domstats printed. */
export interface DomstatsOutput extends Ending {
  readonly samples: readonly LibvirtSample[];
}

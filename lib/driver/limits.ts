import type { Amount } from '../cgroup/limits/amount.ts';
import type { IoLimits, IoLimitsInput, Limits } from '../cgroup/limits/limits.ts';
import type { Quota } from '../cgroup/limits/quota.ts';
import type { CpuStatistics, IoStatistics, MemoryStatistics, PidsStatistics } from '../cgroup/statistics/statistics.ts';
import type { Undo } from '../core/undo.ts';

/** The limits of a running VM, whoever keeps them: its cgroup, or libvirt. */
export interface DomainLimits {
  /**
   * All of them or, where one fails, none. `io.device` is a disk's numbers, or of a domain one of its disks: 'vda'. Memory of a domain is its
   * balloon's: it resolves when the guest has given back what it was told to.
   *
   * @throws HostError with the kernel's or libvirt's words; UnsupportedError where this kind of VM has no such limit, or a guest gives no memory back
   */
  limit(limits: Limits): Promise<Undo>;
  /** `device`: a disk of the host, or of a domain 'vda', '/dev/vda', or the file or device on the host. @throws InputError where it has no such disk */
  limitIo(limits: IoLimitsInput): Promise<Undo>;
  /** CPU time in each period, in µs. */
  quota(): Promise<Quota>;
  /** Its share of CPU time, 1 to 10000. */
  weight(): Promise<number>;
  /** Where it, or its vCPUs, may run: '0-1'. */
  cpus(): Promise<string>;
  /** Bytes that it may use, or that its balloon leaves it; 'max' for no limit, or all that it has. */
  memory(): Promise<Amount>;
  /** Of each disk that has any. */
  io(): Promise<IoLimits[]>;
  /** How many tasks it may have: those of a domain are its guest's. */
  pids?(): Promise<Amount>;
}

/** What the kernel of the host tells of its group. */
export interface DomainStatistics {
  /** CPU time, and how long it was throttled. */
  cpu(): Promise<CpuStatistics>;
  /** What is charged to it. */
  memory(): Promise<MemoryStatistics>;
  /** Bytes and operations of each disk of the host. */
  io(): Promise<IoStatistics>;
  /** How many tasks there are. */
  pids(): Promise<PidsStatistics>;
}

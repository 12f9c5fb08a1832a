/**
 * Who manages VMs on a host: what every driver offers, and what some can. A URI picks one, as in libvirt: `local:`, `qemu:///system`, `qemu:`, `xen:`.
 */
import type { Undo } from '../core/undo.ts';
import type { Counter } from '../host/counter.ts';
import type { Guest, GuestExecOptions, GuestOutput } from './guest/guest.ts';
import type { DomainLimits, DomainStatistics } from './limits.ts';
import type { DomainNetwork } from './network.ts';

export interface Driver extends AsyncDisposable {
  readonly uri: string;
  /** All VMs that it knows, running or not, in the order of their names. */
  list(): Promise<readonly DomainInfo[]>;
  /** @throws InputError, with the names nearest to it, where there is none of that name */
  domain(name: string): Promise<Domain>;
}

/** A VM of a driver. What a driver cannot do is left out, and `lab` answers UnsupportedError for it. */
export interface Domain {
  readonly name: string;
  info(): Promise<DomainInfo>;
  /** Kernel files of the host that tell what it uses, while it runs: read by the recorder's own thread. */
  counters(): Promise<DomainCounters>;
  readonly limits?: DomainLimits;
  readonly network?: DomainNetwork;
  /** What the host's kernel tells of its group. */
  readonly statistics?: DomainStatistics;
  /** Its programs and files, where something in it answers. */
  readonly guest?: Guest;
  /** Pids on the host. */
  processes?(): Promise<number[]>;
  /** @throws HostError where it runs already, or cannot */
  start?(options?: Cancellable): Promise<void>;
  pause?(): Promise<Undo>;
  resume?(): Promise<void>;
  /** Asks the guest to end by itself. Resolves when it has. */
  shutdown?(options?: Cancellable): Promise<void>;
  /** Ends it at once. */
  destroy?(): Promise<void>;
  /** Runs a program in it to its end. */
  exec?(argv: readonly string[], options?: GuestExecOptions): Promise<GuestOutput>;
  /** The guest's own memory statistics. */
  memory?(): Promise<BalloonMemory>;
}

export interface Cancellable {
  readonly signal?: AbortSignal;
}

/** Words of libvirt's virDomainState, with QEMU's run states put to the nearest. */
export type DomainState = 'running' | 'paused' | 'shutdown' | 'shutoff' | 'crashed' | 'suspended' | 'unknown';

export interface DomainInfo {
  readonly name: string;
  readonly uuid?: string;
  readonly state: DomainState;
  readonly vcpus: number;
  /** Bytes that it was given at most, and has now (its balloon). */
  readonly maximumMemory: number;
  readonly memory: number;
  /** Of its process on the host, while it runs. */
  readonly pid?: number;
  /** `kvm`, `tcg`: what runs its instructions. A slice has none. */
  readonly accelerator?: string;
  /** Of the hypervisor: '10.0.2'. */
  readonly version?: string;
}

/** CPU in s, disk and network in bytes, as the host counts them; rx is what the guest received. */
export interface DomainCounters {
  readonly cpu?: Counter;
  readonly memory?: Counter;
  readonly read?: readonly Counter[];
  readonly write?: readonly Counter[];
  readonly rx?: readonly Counter[];
  readonly tx?: readonly Counter[];
}

export type { GuestOutput } from './guest/guest.ts';

/** In bytes; `NaN`: the guest's driver does not tell. Source: virtio 1.2, 5.5.6.3 "Memory Statistics Tags". */
export interface BalloonMemory {
  /** What the guest has, and of it what is free, what could still be given to programs, and what caches hold. */
  readonly total: number;
  readonly free: number;
  readonly available: number;
  readonly caches: number;
  /** Faults since its start. */
  readonly majorFaults: number;
  readonly minorFaults: number;
}

/**
 * Who manages VMs on a host: what every driver offers, and what some can. A URI picks one, as in libvirt: `local:`, `qemu:///system`, `qemu:`, `xen:`.
 */
import type { Undo } from '../core/undo.ts';
import type { Counter } from '../host/counter.ts';
import type { Guest, GuestExecOptions, GuestOutput } from './guest/guest.ts';
import type { DomainLimits, DomainStatistics } from './limits.ts';
import type { DirtyRate, DirtyRateOptions } from './migration/dirty-rate.ts';
import type { MigrationRunOptions } from './migration/options.ts';
import type { MigrationResult } from './migration/result.ts';
import type { DomainNetwork } from './network.ts';

export interface Driver extends AsyncDisposable {
  readonly uri: string;
  /** All VMs that it knows, running or not, in the order of their names. */
  list(): Promise<readonly DomainInfo[]>;
  /** Their names, in order: that is asked often, and is to cost little. */
  names(): Promise<readonly string[]>;
  /** @throws InputError, with the names nearest to it, where there is none of that name */
  domain(name: string): Promise<Domain>;
}

/** A VM of a driver. What a driver cannot do is left out, and `lab` answers UnsupportedError for it. */
export interface Domain {
  readonly name: string;
  /** What it is, and in which state. */
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
  /** Starts it. @throws HostError where it runs already, or cannot */
  start?(options?: Cancellable): Promise<void>;
  /** Stops its CPUs; undoing that lets them go on. */
  pause?(): Promise<Undo>;
  /** Lets it go on. */
  resume?(): Promise<void>;
  /** Asks the guest to end by itself. Resolves when it has. */
  shutdown?(options?: Cancellable): Promise<void>;
  /** Ends it at once. */
  destroy?(): Promise<void>;
  /** Runs a program in it to its end. */
  exec?(argv: readonly string[], options?: GuestExecOptions): Promise<GuestOutput>;
  /** The guest's own memory statistics. */
  memory?(): Promise<BalloonMemory>;
  /**
   * Moves it while it runs. Afterwards exactly one copy of its guest goes on.
   *
   * @throws InputError for options that cannot be right; UnsupportedError for what its driver cannot do
   * @throws RunError where it fails, with what was measured and the log of both sides as `result`. @throws the signal's reason where it was cancelled
   */
  migrate?(to: MigrationTarget, options?: MigrationRunOptions): Promise<MigrationResult>;
  /** How fast its guest dirties memory, as the hypervisor estimates it. */
  dirtyRate?(options?: DirtyRateOptions): Promise<DirtyRate>;
}

/** Where a domain moves to: each driver wants its own. */
export interface MigrationTarget {
  /** Of QEMU: a machine of the same kind, started `incoming` and `paused`. */
  readonly domain?: Domain;
  /** Of libvirt: the other host, as this machine reaches it. */
  readonly uri?: string;
  /** Of libvirt: where the source sends the guest's memory, if not to the name that the other host has for itself: 'tcp://10.0.0.2'. */
  readonly address?: string;
  /** Of libvirt: its memory goes through libvirt's own connection as well, where nothing else is let through. */
  readonly tunnelled?: boolean;
  /** Of libvirt: its name there; the same unless told. */
  readonly name?: string;
}

export interface Cancellable {
  readonly signal?: AbortSignal;
}

/** Words of libvirt's virDomainState, with QEMU's run states put to the nearest. */
export type DomainState = 'running' | 'paused' | 'shutdown' | 'shutoff' | 'crashed' | 'suspended' | 'unknown';

/** What a VM is. */
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

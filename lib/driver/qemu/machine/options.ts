import type { Size } from '../../../core/units.ts';

/** A machine for QEMU, as a user writes it. */
export interface MachineOptions {
  readonly name: string;
  readonly memory: Size;
  /** 1 unless told. */
  readonly vcpus?: number;
  /** A Linux kernel that is booted directly, its initial file system and its command line. */
  readonly kernel?: string;
  readonly initrd?: string;
  readonly append?: string;
  readonly disks?: readonly DiskOptions[];
  /** `'none'` unless told. */
  readonly network?: NetworkOptions;
  /** A balloon, which also tells the guest's memory statistics; true unless told. */
  readonly balloon?: boolean;
  /** A port for the guest agent; true unless told. */
  readonly guestAgent?: boolean;
  /** What runs its instructions: `'auto'`, unless told, is KVM where a guest runs under it, else TCG. */
  readonly accelerator?: Accelerator | 'auto';
  /** As of `-cpu`; `'max'` unless told. */
  readonly cpu?: string;
  /** As of `-machine`; `'pc'` unless told. */
  readonly machine?: string;
  /** Waits for a live migration into it. */
  readonly incoming?: boolean;
  /** Does not run until it is resumed: a machine that is migrated into stands still, too, when all has come. */
  readonly paused?: boolean;
  /** A name in PATH or a path; `'qemu-system-x86_64'` unless told. */
  readonly program?: string;
}

export type Accelerator = 'kvm' | 'tcg';

/** An image, or a disk that reads as zeroes and keeps nothing. */
export type DiskOptions =
  | { readonly file: string; readonly format?: DiskFormat; readonly readonly?: boolean }
  | { readonly empty: Size };

export type DiskFormat = 'raw' | 'qcow2';

/** QEMU's own NAT, or a tap of the host's. */
export type NetworkOptions = 'none' | 'user' | TapOptions;

export interface TapOptions {
  /** The interface: made already, and up. */
  readonly tap: string;
  /** Made from the machine's name unless told. */
  readonly mac?: string;
}

import type { Closable, Hold } from '../../core/shared.ts';
import type { Undo } from '../../core/undo.ts';
import type { Domain } from '../../driver/driver.ts';
import type { Slice } from '../../driver/local/slice.ts';
import type { VmOptions } from './options.ts';

/** Where the VMs of a lab come from: one kind for each kind of URI. Disposing of it closes its connection; VMs that it did not make go on. */
export interface Domains extends AsyncDisposable {
  readonly uri: string;
  /** They are there only while somebody holds them: vmlab makes them. */
  readonly makes: boolean;
  /** Does no I/O. @throws InputError for a name or an option that cannot be right here */
  check(name: string, options: VmOptions): void;
  /** Finds the VM or, where VMs are made here, makes it; shared by all of this process who hold that name. */
  hold(name: string, options: VmOptions): Promise<Hold<HeldVm>>;
  /** Names of all that can be held now, in order. */
  names(): Promise<readonly string[]>;
}

/** A VM while somebody holds it. */
export interface HeldVm extends Closable {
  readonly domain: Domain;
  /** Where it is a slice of this machine. */
  readonly slice?: Slice;
  /** Keeps what was done to it, to be undone when it is closed. */
  took(undo: Undo<unknown>): void;
}

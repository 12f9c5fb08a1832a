/**
 * The way into vmlab: VMs by name, on the machine that a session is for.
 */
import { cleanUp, type Session } from '../core/session.ts';
import type { UndoOutcome } from '../core/undo.ts';
import { SharedSlices } from '../driver/local/shared-slices.ts';
import type { SliceOptions } from '../driver/local/slice.ts';
import { handle } from './handle.ts';
import type { Opening } from './opening.ts';
import { type LabParts, localParts } from './session.ts';
import { createVm, openVms, type Vm } from './vm.ts';

/** The VMs of one machine, and all that was done to them, which is undone when the lab is closed. */
export interface Lab extends AsyncDisposable {
  /** The session that all effects go through. @internal */
  readonly session: Session;
  /** What the session is made of: the host, the journals. @internal */
  readonly parts: LabParts;
  /**
   * A handle on a VM; does no I/O.
   *
   * @param options `network: false` leaves out the network namespace
   * @throws InputError for a name that is not 1 to 64 letters, digits, `-`, `_`, `.`
   * @example await using vm = await lab.vm('vm1').open();
   */
  vm(name: string, options?: SliceOptions): Vm;
  /**
   * The VMs of this session that are open now, in the order in which they were opened.
   *
   * @returns handles that share the VMs with those they were opened by: who closes one closes the other
   * @example lab.vms().map(({ name }) => name) // ['vm1', 'vm2']
   */
  vms(): Vm[];
  /** Undoes what sessions that died left on this machine. @returns the outcomes; `left` says what was left alone, and why. */
  cleanup(): Promise<UndoOutcome[]>;
  /** Undoes all that this session did. Nothing more can be done with the lab then. */
  close(): Promise<UndoOutcome[]>;
}

/** @param make called at the first use. @example const own = createLab(localParts) */
export function createLab(make: () => LabParts): Lab {
  const parts = once(make);
  const slices = once(() => new SharedSlices(parts()));
  const source = { parts, openings: { slices, standing: new Set<Opening>() } };
  const close = () => parts().session.close();
  return handle('lab', () => ({ effects: parts().session.effects }), {
    get session() {
      return parts().session;
    },
    get parts() {
      return parts();
    },
    vm: (name: string, options: SliceOptions = {}) => createVm(source, name, options),
    vms: () => openVms(source),
    cleanup: () => cleanUp(parts()),
    close,
    [Symbol.asyncDispose]: async () => void (await close()),
  });
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The lab of this machine, bound to the one session of this process. */
export const lab = createLab(localParts);

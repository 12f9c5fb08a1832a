/**
 * The way into vmlab: VMs by name, on the machine that a session is for.
 */
import { cleanUp, type Session } from '../core/session.ts';
import type { UndoOutcome } from '../core/undo.ts';
import { SharedAgents } from '../load/place/guest/shared-agents.ts';
import type { Domains } from './domains/domains.ts';
import { type AllDomains, allDomains } from './domains/open.ts';
import type { VmOptions } from './domains/options.ts';
import { finding, findVms } from './find.ts';
import { handle } from './handle.ts';
import type { Opening } from './opening.ts';
import { type Recorder, type RecordOptions, recorder } from './record.ts';
import { type LabParts, localParts } from './session.ts';
import { createVm, openVms, type Vm, type VmSource } from './vm/vm.ts';

/** VMs of one kind, and all that was done to them, which is undone when the lab is closed. */
export interface Lab extends AsyncDisposable {
  /** Who manages its VMs: `'local:'` for slices of this machine. */
  readonly uri: string;
  /** The session that all effects go through. @internal */
  readonly session: Session;
  /** What the session is made of: the host, the journals. @internal */
  readonly parts: LabParts;
  /**
   * Other VMs, in the same session: whatever was done is undone with it.
   *
   * @param uri `'qemu:///system'`, `'qemu+ssh://node2/system'` (through OpenSSH with your configuration, agent and known hosts): domains of
   * libvirt; `'qemu:'`: QEMU processes that vmlab starts itself; `'local:'`: slices of this machine
   * @returns a lab of those; closing it undoes what was done through it and lets VMs that were there go on
   * @throws InputError for another URI; HostError with libvirt's words where it cannot connect
   * @example
   * await using node = await lab.open('qemu:///system');
   * await using vm = await node.vm('vm1').open();
   */
  open(uri: string): Promise<Lab>;
  /**
   * A handle on a VM; does no I/O.
   *
   * @param options `network: false` leaves out the network namespace of a slice; on `qemu:` what the machine consists of
   * @throws InputError for a name that is not 1 to 64 letters, digits, `-`, `_`, `.`; or an option that means nothing to such a VM
   * @example await using vm = await lab.vm('vm1').open();
   */
  vm(name: string, options?: VmOptions): Vm;
  /**
   * The VMs of this lab that are open now, in the order in which they were opened.
   *
   * @returns handles that share the VMs with those they were opened by: who closes one closes the other
   * @example lab.vms().map(({ name }) => name) // ['vm1', 'vm2']
   */
  vms(): Vm[];
  /**
   * Looks for VMs by name, open or not: domains that are there, slices and machines that stand in this process.
   *
   * @param pattern `*` is any letters, `?` is one
   * @returns handles, in the order of their names; none is opened
   * @example for (const vm of await node.vms('web-*')) console.log(vm.name);
   */
  vms(pattern: string): Promise<Vm[]>;
  /**
   * Records what VMs use, second by second: those that are named, of this lab and others, or all of this one. Something to `run()` or to `watch()`.
   *
   * CPU, disks and network by the counters of the host's kernel; of domains on another machine there are none here.
   *
   * @throws InputError for options that cannot be right
   * @example
   * const recording = await node.record({ vms: 'web-*', interval: '1s', for: '10min' }).run();
   * await recording.save('record.csv', { format: 'virt-top' });
   */
  record(options?: RecordOptions): Recorder;
  /** Undoes what sessions that died left on this machine. @returns the outcomes; `left` says what was left alone, and why. */
  cleanup(): Promise<UndoOutcome[]>;
  /** Undoes all that was done through it; of the first lab, all that this session did: nothing more can be done with it then. */
  close(): Promise<UndoOutcome[]>;
}

/** The first lab of a session. @param make called at the first use. @example const own = createLab(localParts) */
export function createLab(make: () => LabParts): Lab {
  const parts = once(make);
  const all = allDomains(parts);
  const agents = once(() => new SharedAgents(parts().session));
  return labOf({ parts, all, agents, openings: openingsOf(all.local) }, () => parts().session.close());
}

interface LabSource extends VmSource {
  readonly all: AllDomains;
}

const openingsOf = (domains: Domains): VmSource['openings'] => ({ domains, standing: new Set<Opening>() });

function labOf(source: LabSource, close: Lab['close']): Lab {
  const { parts, openings } = source;
  const { uri } = openings.domains;
  return handle('lab', () => ({ uri, effects: parts().session.effects }), {
    uri,
    get session() {
      return parts().session;
    },
    get parts() {
      return parts();
    },
    open: (other: string) => openLab(source, other),
    vm: (name: string, options: VmOptions = {}) => createVm(source, name, options),
    vms: ((pattern?: string) => (pattern === undefined ? openVms(source) : findVms(source, pattern))) as Lab['vms'],
    record: (options: RecordOptions = {}) =>
      recorder({ session: () => parts().session, find: (pattern) => finding(source, pattern) }, options),
    cleanup: () => cleanUp(parts()),
    close,
    [Symbol.asyncDispose]: async () => void (await close()),
  });
}

async function openLab(from: LabSource, uri: string): Promise<Lab> {
  const source = { ...from, openings: openingsOf(await from.all.open(uri)) };
  return labOf(source, async () => {
    const outcomes = await closeAll([...source.openings.standing]);
    await source.openings.domains[Symbol.asyncDispose]();
    return outcomes;
  });
}

/** Every handle: two of one name hold the VM together, and what was set on it stands as long as one of them does. */
async function closeAll(vms: readonly Opening[]): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (const vm of [...vms].reverse()) outcomes.push(...(await vm.close()));
  return outcomes;
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

import { basename, dirname } from 'node:path';
import { anySignal } from '../core/any-signal.ts';
import { InputError } from '../core/errors.ts';
import type { UndoAction, UndoOutcome } from '../core/undo.ts';
import type { Slice, SliceOptions } from '../driver/local/slice.ts';
import { checkVmName } from '../driver/local/vm-name.ts';
import { type CgroupHandle, cgroupHandle } from './cgroup/cgroup.ts';
import { type ExecOptions, type ExecResult, execIn } from './exec.ts';
import { handle } from './handle.ts';
import { type NetworkHandle, networkHandle } from './network.ts';
import { Opening, type Openings } from './opening.ts';
import type { LabParts } from './session.ts';

/**
 * A VM on this machine: a slice of it. The handle itself does nothing; `open()`, or the first setter, makes the slice.
 * Handles of one name share one slice, which goes with the last of them or with the session.
 */
export interface Vm extends AsyncDisposable {
  readonly name: string;
  readonly cgroup: CgroupHandle;
  readonly network: NetworkHandle;
  /** The slice that stands. @throws VmlabError 'NOT_OPEN'. @internal */
  readonly slice: Slice;
  /**
   * Makes the slice.
   *
   * @returns this handle, to be disposed of
   * @throws VmlabError 'NAME_IN_USE', with the pid, where another live process has a VM of that name
   * @example await using vm = await lab.vm('vm1').open();
   */
  open(): Promise<Vm>;
  /** Ends what runs in it and takes it away, unless another handle holds it too. @returns what became of each effect. */
  close(): Promise<UndoOutcome[]>;
  /**
   * Runs a program in the VM to its end, without a shell.
   *
   * @returns its exit code, whatever it is, and what it printed
   * @throws InputError for what is no list of words; UnsupportedError where vmlab-agent was not built; the reason of `signal`
   * @example const { stdout } = await vm.exec(['sysbench', 'cpu', 'run']);
   */
  exec(argv: readonly string[], options?: ExecOptions): Promise<ExecResult>;
}

/** What a VM is made from: how, and with what. */
export interface VmSource {
  readonly parts: () => LabParts;
  readonly openings: Openings;
}

/** @throws InputError for a bad name. */
export const createVm = (source: VmSource, name: string, options: SliceOptions): Vm =>
  vmOf(source, new Opening(source.openings, checkVmName(name), options));

/** The VMs that are open, a handle each, in the order in which they were opened. */
export function openVms(source: VmSource): Vm[] {
  const byName = new Map([...source.openings.standing].map((opening) => [opening.name, opening]));
  return [...byName.values()].map((opening) => vmOf(source, opening));
}

function vmOf(source: VmSource, opening: Opening): Vm {
  const { name, options } = opening;
  const describe = () => ({
    name,
    ...options,
    open: opening.isOpen,
    ...(opening.isOpen && state(opening.current(), source.parts().session.effects)),
  });
  const vm: Vm = handle(`VM`, describe, {
    name,
    cgroup: cgroupHandle(opening),
    network: networkHandle(opening),
    get slice() {
      return opening.current();
    },
    open: async () => {
      await opening.open();
      return vm;
    },
    close: () => opening.close(),
    exec: async (argv: readonly string[], options: ExecOptions = {}) => {
      checkProgram(argv);
      const { host, session } = source.parts();
      const slice = await opening.open();
      return session.during((root) => execIn(host, slice, { argv, options: endedWith(root, options) }));
    },
    [Symbol.asyncDispose]: async () => void (await opening.close()),
  });
  return vm;
}

const state = ({ privileged, why, group, network }: Slice, effects: readonly UndoAction[]) => ({
  privileged,
  ...(why !== undefined && { why }),
  ...(group && { limits: limitsOf(effects, group.paths), paths: group.paths }),
  ...(network && { netns: network.netns, address: network.address }),
});

function checkProgram(argv: readonly string[]): void {
  if (Array.isArray(argv) && argv[0]) return;
  throw new InputError({ expected: "a program and its arguments, as ['ls', '-l']", received: JSON.stringify(argv) });
}

const endedWith = (root: AbortSignal, options: ExecOptions): ExecOptions => ({
  ...options,
  signal: anySignal(root, options.signal),
});

/** What was set in it and is not taken back yet, in the kernel's words. */
const limitsOf = (effects: readonly UndoAction[], paths: readonly string[]): string[] =>
  effects
    .filter(
      ({ kind, path, found, written }) =>
        kind === 'restore-file' && found !== written && paths.includes(dirname(String(path))),
    )
    .map(({ path, written }) => `${basename(String(path))} ${written}`);

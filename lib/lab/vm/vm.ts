import { basename, dirname } from 'node:path';
import type { UndoAction, UndoOutcome } from '../../core/undo.ts';
import type { BalloonMemory, DomainInfo } from '../../driver/driver.ts';
import type { Slice } from '../../driver/local/slice.ts';
import type { DirtyRate, DirtyRateOptions } from '../../driver/migration/dirty-rate.ts';
import type { AgentPlace } from '../../load/place/agent-place.ts';
import type { SharedAgents } from '../../load/place/guest/shared-agents.ts';
import { type CgroupHandle, cgroupHandle } from '../cgroup/cgroup.ts';
import type { HeldVm } from '../domains/domains.ts';
import type { VmOptions } from '../domains/options.ts';
import { LOCAL } from '../domains/slices.ts';
import { handle } from '../handle.ts';
import { Opening, type Openings } from '../opening.ts';
import type { LabParts } from '../session.ts';
import { type AnswersOptions, awaitAnswer } from './answers.ts';
import { type ExecOptions, type ExecResult, execIn } from './exec.ts';
import { type GuestVm, guestVmOf } from './guest-vm.ts';
import { memoryOf } from './memory.ts';
import { type MigrateOptions, type Migration, migration } from './migrate.ts';
import { type NetworkHandle, networkHandle } from './network.ts';
import { type PowerHandle, powerHandle } from './power.ts';
import { sliceOf } from './slice-of.ts';
import { statsOf, type VmStats } from './stats.ts';
import { taskPlaces } from './task-place.ts';

/**
 * A VM: a slice of this machine, a machine of QEMU's, or a domain that somebody else manages. The handle itself does nothing; `open()`, or the
 * first setter, finds it or, where vmlab makes it, makes it. Handles of one name share one VM; what was set on it is undone with the last of
 * them or with the session, and what vmlab made goes then.
 */
export interface Vm extends PowerHandle, AsyncDisposable {
  readonly name: string;
  readonly cgroup: CgroupHandle;
  readonly network: NetworkHandle;
  /** The slice that stands. @throws VmlabError 'NOT_OPEN'; UnsupportedError where it is none. @internal */
  readonly slice: Slice;
  /** What stands: a slice, a machine, a domain. @throws VmlabError 'NOT_OPEN'. @internal */
  readonly held: HeldVm;
  /**
   * Makes the slice, or finds the domain.
   *
   * @returns this handle, to be disposed of
   * @throws VmlabError 'NAME_IN_USE', with the pid, where another live process has a VM of that name; InputError, with the nearest names, where
   * there is no such domain
   * @example await using vm = await lab.vm('vm1').open();
   */
  open(): Promise<Vm>;
  /**
   * Undoes what was set, and ends and takes away what vmlab made, unless another handle holds it too. A domain that was there goes on.
   *
   * @returns what became of each effect
   */
  close(): Promise<UndoOutcome[]>;
  /** What it is, and in which state. @throws VmlabError 'NOT_OPEN'. @example (await vm.info()).state // 'running' */
  info(): Promise<DomainInfo>;
  /** What it has used so far, by the counters of its host. @throws VmlabError 'NOT_OPEN'; HostError where it does not run. @example (await vm.stats()).cpu // 12.5 */
  stats(): Promise<VmStats>;
  /**
   * What the guest says of its memory, by its balloon or, without one, from its /proc; of a slice what its group has used of its limit.
   *
   * @throws VmlabError 'NOT_OPEN'; UnsupportedError where nothing in it answers
   */
  memory(): Promise<BalloonMemory>;
  /**
   * Runs a program in the VM to its end, without a shell: in a guest by its agent or, where `ssh` was told, by SSH.
   *
   * @returns its exit code, whatever it is, and what it printed
   * @throws InputError for what is no list of words; UnsupportedError where vmlab-agent was not built; HostError where the guest does not answer;
   * the reason of `signal`
   * @example const { stdout } = await vm.exec(['sysbench', 'cpu', 'run']);
   */
  exec(argv: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  /**
   * Waits until programs can be run in it: a guest that was started boots first.
   *
   * @throws VmlabError 'NOT_OPEN'; HostError for one that does not run, and (errno ETIMEDOUT) with what was said last where it does not answer in
   * time, 2 min unless told; the signal's reason
   * @example await vm.start(); await vm.answers({ timeout: '30s' });
   */
  answers(options?: AnswersOptions): Promise<void>;
  /**
   * How fast the guest dirties its memory, as QEMU estimates it (`calc-dirty-rate`).
   *
   * @throws UnsupportedError for a slice
   * @example (await vm.dirtyRate({ seconds: 2 })).rate // bytes/s
   */
  dirtyRate(options?: DirtyRateOptions): Promise<DirtyRate>;
  /**
   * Moves it, while it runs, to another machine of `qemu:` or to another host of libvirt's: something to `run()` or to `watch()`.
   *
   * @throws InputError for options that cannot be right
   * @example const { downtime, guest } = await vm.migrate({ to: 'qemu+ssh://node2/system', mode: 'postcopy' }).run();
   */
  migrate(options: MigrateOptions): Migration;
  /** Where measurements run in it: what `.on(vm)` of a builder asks for. @internal */
  taskPlace(): Promise<AgentPlace>;
  /** What a replay into a guest needs; undefined for a slice. @internal */
  guestVm(): Promise<GuestVm | undefined>;
}

/** What a VM is made from: how, and with what. */
export interface VmSource {
  readonly parts: () => LabParts;
  readonly openings: Openings;
  /** Copies of vmlab-agent in guests. */
  readonly agents: () => SharedAgents;
}

/** @throws InputError for a bad name, or an option that means nothing here. */
export function createVm(source: VmSource, name: string, options: VmOptions): Vm {
  source.openings.domains.check(name, options);
  return vmOf(source, new Opening(source.openings, name, options));
}

/** The VMs that are open, a handle each, in the order in which they were opened. */
export function openVms(source: VmSource): Vm[] {
  const byName = new Map([...source.openings.standing].map((opening) => [opening.name, opening]));
  return [...byName.values()].map((opening) => vmOf(source, opening));
}

function vmOf(source: VmSource, opening: Opening): Vm {
  const vm: Vm = handle(`VM`, () => describe(source, opening), {
    name: opening.name,
    cgroup: cgroupHandle(opening),
    network: networkHandle(opening),
    get slice() {
      return sliceOf(opening);
    },
    get held() {
      return opening.current();
    },
    ...powerHandle(opening),
    ...insideOf(source, opening),
    ...asked(source, opening),
    answers: (options?: AnswersOptions) =>
      awaitAnswer({ uri: opening.uri, info: () => vm.info(), exec: (argv, call) => vm.exec(argv, call) }, options),
    open: async () => {
      await opening.open();
      return vm;
    },
    close: () => opening.close(),
    [Symbol.asyncDispose]: async () => void (await opening.close()),
  });
  return vm;
}

const insideOf = ({ parts, agents }: VmSource, opening: Opening) => {
  const inside = () => ({ host: parts().host, agents: agents() });
  return { taskPlace: taskPlaces(opening, inside), guestVm: () => guestVmOf(opening, inside()) };
};

const asked = ({ parts }: VmSource, opening: Opening) => ({
  migrate: (options: MigrateOptions) => migration(opening, () => parts().session, options),
  info: () => opening.read({ what: 'info', of: ({ info }) => info }, (info) => info()),
  stats: () => statsOf(opening, parts().host),
  memory: () => memoryOf(opening, parts().host),
  exec: (argv: readonly string[], options?: ExecOptions) => execIn({ vm: opening, parts }, argv, options),
  dirtyRate: (options?: DirtyRateOptions) =>
    opening.act({ what: 'dirtyRate', of: ({ dirtyRate }) => dirtyRate }, (dirtyRate) => dirtyRate(options)),
});

const describe = ({ parts }: VmSource, opening: Opening) => ({
  name: opening.name,
  ...(opening.uri !== LOCAL && { uri: opening.uri }),
  ...opening.options,
  open: opening.isOpen,
  ...(opening.isOpen && state(opening.current(), parts().session.effects)),
});

function state({ slice }: HeldVm, effects: readonly UndoAction[]) {
  if (slice === undefined) return {};
  const { privileged, why, group, network } = slice;
  return {
    privileged,
    ...(why !== undefined && { why }),
    ...(group && { limits: limitsOf(effects, group.paths), paths: group.paths }),
    ...(network && { netns: network.netns, address: network.address }),
  };
}

/** What was set in it and is not taken back yet, in the kernel's words. */
const limitsOf = (effects: readonly UndoAction[], paths: readonly string[]): string[] =>
  effects
    .filter(
      ({ kind, path, found, written }) =>
        kind === 'restore-file' && found !== written && paths.includes(dirname(String(path))),
    )
    .map(({ path, written }) => `${basename(String(path))} ${written}`);

/**
 * A recording of VMs, as something to run.
 */
import { inspect } from 'node:util';
import { anySignal } from '../core/any-signal.ts';
import { InputError } from '../core/errors.ts';
import { eventsOf } from '../core/events-of.ts';
import { checkOptionNames } from '../core/option-names.ts';
import type { Session } from '../core/session.ts';
import { type FleetOptions, fleetSpec } from '../record/fleet/options.ts';
import { recordFleet } from '../record/fleet/record-fleet.ts';
import type { FleetRecording } from '../record/fleet/recording.ts';
import type { FleetStep } from '../record/fleet/step.ts';
import { specText } from '../report/spec-text.ts';
import type { Vm } from './vm/vm.ts';

/** What to record, how finely, and for how long. */
export interface RecordOptions extends Omit<FleetOptions, 'signal'> {
  /**
   * VMs of any labs, or the names of this lab's by a pattern: `'web-*'`. All of this lab's unless told. By a pattern, who comes later is recorded
   * from then on.
   */
  readonly vms?: readonly Vm[] | string;
}

/** A recording that can be made. Frozen; nothing is done before `run()` or `watch()`. */
export interface Recorder {
  /** What would be done, in s and steps. Does no I/O. */
  plan(): RecorderPlan;
  /**
   * Records until `for` is over, `signal`, or Ctrl-C: the recording has what was recorded until then.
   *
   * @throws InputError for two VMs of one name; UnsupportedError where the native addon was not built; the signal's reason where it was aborted before
   */
  run(options?: RecorderRun): Promise<FleetRecording>;
  /** The same, and yields each step as it ends. Leaving the loop ends it. */
  watch(options?: Pick<RecorderRun, 'signal'>): AsyncGenerator<FleetStep>;
}

export interface RecorderRun {
  readonly signal?: AbortSignal;
  /** Called after each step. */
  readonly onProgress?: (step: FleetStep) => void;
}

export interface RecorderPlan {
  /** Names, or their pattern. */
  readonly vms: readonly string[] | string;
  /** s; Infinity of steps: until it is ended. */
  readonly interval: number;
  readonly steps: number;
}

/** What a lab gives to it. */
export interface RecorderParts {
  readonly session: () => Session;
  /** The lab's VMs, found by a pattern as long as somebody records them. */
  readonly find: (pattern: string) => Finding;
}

/** VMs that come and go. */
export interface Finding extends AsyncDisposable {
  /** Those that are there now, open. */
  list(): Promise<readonly Vm[]>;
}

/** @throws InputError for options that cannot be right */
export function recorder(parts: RecorderParts, { vms = '*', ...options }: RecordOptions): Recorder {
  checkOptionNames(options, ['interval', 'for', 'refresh']);
  checkVms(vms);
  const { interval, steps } = fleetSpec(options);
  const plan = Object.freeze({ vms: typeof vms === 'string' ? vms : vms.map(({ name }) => name), interval, steps });
  const run = ({ signal, onProgress }: RecorderRun = {}) =>
    parts.session().during(async (root) => {
      await using finding = typeof vms === 'string' ? parts.find(vms) : given(vms);
      const members = async () => (await finding.list()).map(memberOf);
      return await recordFleet(members, { ...options, signal: anySignal(root, signal) }, onProgress);
    });
  const watch = ({ signal }: RecorderRun = {}) =>
    eventsOf<FleetStep>((either, onProgress) => run({ signal: either, onProgress }), signal);
  const text = () => specText('recorder', plan, ['.run()', '.watch()', '.plan()']);
  return Object.freeze({ plan: () => plan, run, watch, toJSON: () => plan, toString: text, [inspect.custom]: text });
}

function checkVms(vms: NonNullable<RecordOptions['vms']>): void {
  if (typeof vms === 'string' || (Array.isArray(vms) && vms.every(isVm))) return;
  throw new InputError({ expected: "VMs, as [vm1, vm2], or a pattern of names, as 'web-*'", received: vms });
}

const isVm = (vm: Partial<Vm>): boolean => typeof vm?.open === 'function';

/** Of one that was closed meanwhile nothing is read. */
const memberOf = (vm: Vm) => ({ name: vm.name, counters: async () => vm.held.domain.counters() });

/** They are opened for it, once, and stay open. */
function given(vms: readonly Vm[]): Finding {
  const opening = Promise.all(vms.map((vm) => vm.open()));
  opening.catch(() => undefined);
  const list = async () => {
    await opening;
    return vms;
  };
  return { list, [Symbol.asyncDispose]: async () => undefined };
}

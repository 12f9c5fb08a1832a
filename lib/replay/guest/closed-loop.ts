/**
 * The closed loop around a guest: how much its burners are to use, so that what the hypervisor charges the whole domain on the host is the target.
 *
 * The host sees `used = burned × (1 − lost) + overhead`. Overhead is QEMU's own threads, emulation, the guest's kernel, the host's side of its disks and
 * network. Lost is what other processes of the host took from the vCPU: its guest counts that as burned. Neither is known beforehand, and both
 * differ from step to step. So three things are put together, a few times in each step:
 *
 * - **feed-forward**: both as moving averages (of overhead, above the recording of it where there is one) say what burning will come to in what is left of the step;
 * - **what was used so far** in the step counts as it was, so an error of one part of a step is made up for in the next part;
 * - **integral**: what is left over at a step's end goes into the next, up to a bound (5 % of its target, 10 ms at least), and is dropped beyond.
 *
 * The bound keeps it from winding up: after a time in which the target could not be met (overhead above it, which burning less than nothing cannot take
 * away; a guest that was stopped) it follows the target again at once. A command is never negative, nor above what the guest's vCPUs can do.
 */

/** Cores for each step, and lengths in s. */
export interface LoopSpec {
  readonly interval: Float64Array;
  /** What the domain is to use as the host sees it. */
  readonly target: Float64Array;
  /** What the burners are told before anything is measured: the target, less an overhead that was recorded earlier. */
  readonly asked: Float64Array;
  /** What the guest's vCPUs can do at most. */
  readonly most: number;
}

/** What the host's counter said at the end of a part of a step. */
export interface Reading {
  readonly step: number;
  /** s since the step's start; its length: the step is over. */
  readonly elapsed: number;
  /** Core-seconds of the whole domain since the step's start. */
  readonly used: number;
}

/** What is known at the last reading. Core-seconds since the step's start, but for `command` and `overhead`, in cores. */
export interface LoopState {
  readonly step: number;
  readonly elapsed: number;
  readonly used: number;
  /** What the burners have used, if they do as they are told. */
  readonly burned: number;
  /** What they are told for this step. */
  readonly command: number;
  /** Cores above what `asked` expects, and the share of what is burned that the host does not see: moving averages. */
  readonly overhead: number;
  readonly lost: number;
  /** What steps before left to do (or did too much). */
  readonly carried: number;
}

/** How much a second's measurement moves an average: one of less time, less. */
const LEARNING = 0.7;
/** Beyond that the host has nothing left for the guest, and asking for more does not help. */
const MOST_LOST = 0.8;
const CARRY = { share: 0.05, least: 0.01 };

/** @example const state = beginLoop(spec); const next = follow(spec, state, { step: 0, elapsed: 0.25, used: 0.2 }); next.command */
export const beginLoop = (spec: LoopSpec): LoopState => inStep(spec, 0, { overhead: 0, lost: 0, carried: 0 });

/**
 * What a reading changes. Where it closes a step the state is that of the next one.
 *
 * @param reading the parts of a step in their order; NaN, a counter that could not be read, changes nothing, nor does a step without a target
 */
export function follow(spec: LoopSpec, state: LoopState, reading: Reading): LoopState {
  if (Number.isNaN(reading.used) || Number.isNaN(spec.target[state.step])) {
    return reading.elapsed < length(spec, state.step) ? state : after(spec, state);
  }
  const read = learn(spec, state, reading);
  if (reading.elapsed < length(spec, read.step)) return { ...read, command: commandFor(spec, read) };
  const owed = wanted(spec, read.step, read.carried) - read.used;
  return inStep(spec, read.step + 1, { ...read, carried: owed });
}

/** What the next step's burners will be told if nothing is left over from this one: to be sent before it begins. */
export const foresee = (spec: LoopSpec, state: LoopState): number => after(spec, state).command;

/** A step that was not seen to its end owes nothing to the next. */
const after = (spec: LoopSpec, state: LoopState): LoopState => inStep(spec, state.step + 1, { ...state, carried: 0 });

type Kept = Pick<LoopState, 'overhead' | 'lost' | 'carried'>;

function inStep(spec: LoopSpec, step: number, { overhead, lost, carried }: Kept): LoopState {
  const bound = Math.max(CARRY.share * wanted(spec, step, 0), CARRY.least);
  const fresh = { step, elapsed: 0, used: 0, burned: 0, overhead, lost, carried: clamp(carried, -bound, bound) };
  return { ...fresh, command: commandFor(spec, { ...fresh, command: 0 }) };
}

/** What the host sees too much of is overhead, and what it misses is lost. */
function learn(spec: LoopSpec, state: LoopState, { elapsed, used }: Reading): LoopState {
  const passed = elapsed - state.elapsed;
  const burned = clamp(state.command * elapsed, state.burned, state.burned + spec.most * passed);
  const burning = burned - state.burned;
  const above = used - state.used - burning - expected(spec, state.step) * passed;
  const weight = 1 - (1 - LEARNING) ** passed;
  const towards = (old: number, found: number) => old + weight * (found - old);
  const overhead = towards(state.overhead, clamp(above / passed, 0, spec.most));
  const lost = burning > 0 ? towards(state.lost, clamp(-above / burning, 0, MOST_LOST)) : state.lost;
  return { ...state, elapsed, used, burned, overhead, lost };
}

/** What is left of the step's target, less the overhead that is to come, is for the burners. */
function commandFor(spec: LoopSpec, { step, elapsed, used, burned, overhead, lost, carried }: LoopState): number {
  const rest = length(spec, step) - elapsed;
  if (!(rest > 0)) return 0;
  const left = wanted(spec, step, carried) - used - (expected(spec, step) + overhead) * rest;
  return (burned + clamp(left / (1 - lost), 0, spec.most * rest)) / length(spec, step);
}

const wanted = (spec: LoopSpec, step: number, carried: number): number =>
  (spec.target[step] || 0) * length(spec, step) + carried;

/** The overhead that a recording told. */
const expected = ({ target, asked }: LoopSpec, step: number): number => (target[step] || 0) - (asked[step] || 0);

const length = ({ interval }: LoopSpec, step: number): number => interval[step] ?? 0;

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

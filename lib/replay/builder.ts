import { inspect } from 'node:util';
import type { Vm } from '../lab/vm/vm.ts';
import { checkDisk, checkNetwork } from '../load/check-spec.ts';
import type { DiskSpec, NetworkSpec } from '../load/spec.ts';
import { type Reported, reported } from '../report/reported.ts';
import { specText } from '../report/spec-text.ts';
import type { Description } from '../trace/format/description.ts';
import type { Resource, Trace } from '../trace/trace.ts';
import type { Runnable } from './execute.ts';
import type { Plan } from './plan.ts';
import { planReport } from './plan-report.ts';
import { describeSource, planOf, traceOf } from './read.ts';
import type { ReplayResult } from './result.ts';
import { type RunOptions, runReplays } from './run-replays.ts';
import { runnableOf } from './runnable.ts';
import { checkShape, type Shape } from './shape.ts';
import { type ReplaySpec, resourcesOf, type Share } from './spec.ts';
import { type StepReport, watchReplay } from './watch.ts';

/**
 * A replay in the making. Frozen: each method returns a new one and does no I/O, until `trace()`, `describe()`, `plan()`, `run()` or `watch()`.
 *
 * @example
 * const run = await replay.fromCsv('record.csv').row(1).subtractOverhead('cpu_overhead.csv').on(vm).run({ onProgress: 'bar' });
 * console.log(run.fidelity);
 */
export class Replay {
  readonly #spec: ReplaySpec;

  constructor(spec: ReplaySpec) {
    this.#spec = spec;
    Object.freeze(this);
  }

  /** Which VM of the recording: its number from 1, or its name. May be left out where there is only one. */
  row(row: number | string): Replay {
    return this.#with({ row });
  }

  /** Takes memory use from a `memory_record` (kB a line, a line a second): virt-top's own column is the balloon, not use. */
  memoryFrom(file: string): Replay {
    return this.#with({ memoryFrom: file });
  }

  /** Replays these only: `only('cpu', 'disk')`. */
  only(...shares: Share[]): Replay {
    return this.#with({ only: resourcesOf(shares) });
  }

  /** Replays all but these: `without('cpu')` is the first of the two runs of `subtractOverhead(file)`. */
  without(...shares: Share[]): Replay {
    return this.#with({ without: resourcesOf(shares) });
  }

  /** Multiplies what was recorded: one factor for all, or a factor a resource. @throws InputError for one below 0 */
  scale(factors: number | Partial<Record<Resource, number>>): Replay {
    const each = (factor: number) => ({
      cpu: factor,
      memory: factor,
      read: factor,
      write: factor,
      rx: factor,
      tx: factor,
    });
    return this.#shaped({ kind: 'scale', factors: typeof factors === 'number' ? each(factors) : factors });
  }

  /** Plays faster (2) or slower (0.5): the steps get shorter or longer; cores and bytes in a step stay. @throws InputError unless above 0 */
  speed(factor: number): Replay {
    return this.#shaped({ kind: 'speed', factor });
  }

  /** From one moment of the recording to another, in s. @throws InputError unless 0 ≤ from ≤ to */
  slice(from: number, to: number): Replay {
    return this.#shaped({ kind: 'slice', from, to });
  }

  /** The recording so many times, end to end. @throws InputError for what is not a whole number of 1 or more */
  loop(times: number): Replay {
    return this.#shaped({ kind: 'loop', times });
  }

  /** Scales each resource that this machine cannot reach by one factor over the whole run. */
  fit(): Replay {
    return this.#with({ reach: 'fit' });
  }

  /** Cuts what this machine cannot reach, step by step. */
  clip(): Replay {
    return this.#with({ reach: 'clip' });
  }

  /**
   * Takes the replay's own CPU cost off. Without a file: in one run, the burners burn what the target leaves after all else in the group.
   * With the recording of an earlier run `without('cpu')`: that is subtracted step by step, never below zero.
   * In a guest the loop is closed over its host either way: what the hypervisor charges the domain is read some times a step, and the burners
   * give way, so that the domain as seen from the host follows the recording. Overhead above the target cannot be taken away; notes say in how many steps.
   */
  subtractOverhead(file?: string, { row }: { row?: number | string } = {}): Replay {
    return this.#with({ overhead: file === undefined ? { by: 'group' } : { by: 'file', file, row } });
  }

  /** Where disk loads go: `{ file }`, `{ device }`, of the guest where there is one; by default a file that is there for the run only. @throws InputError */
  disk(disk: DiskSpec): Replay {
    return this.#with({ disk: checkDisk(disk) });
  }

  /** Where network loads go: `{ to, port, protocol }`; by default a sink at the other end of the VM's veth pair, or on the host beside a guest's tap. @throws InputError */
  network(network: NetworkSpec): Replay {
    return this.#with({ network: checkNetwork(network) });
  }

  /** The VM to run in: a slice, or a domain, whose loads run in its guest. Without it: a slice of this machine, made for the run. */
  on(vm: Vm): Replay {
    return this.#with({ vm });
  }

  /** The recording as it is asked for: read, joined, shaped; before anything is fitted to a machine. @throws InputError */
  trace(): Promise<Trace> {
    return traceOf(this.#spec);
  }

  /** What is in the file: its VMs with their row numbers, totals and pictures. @throws InputError */
  describe(): Promise<Description & Reported> {
    return describeSource(this.#spec);
  }

  /** What `run` would do on this machine now, as data that prints as a report; `unreachable` lists what this machine cannot reach. @throws InputError */
  async plan(): Promise<Plan & Reported> {
    return reported(await planOf(this.#spec), planReport);
  }

  /** Does it. @throws VmlabError 'UNREACHABLE', before anything is made. @throws the signal's reason when aborted. */
  async run(options: RunOptions = {}): Promise<ReplayResult> {
    const [result] = await runReplays([this], options);
    return result as ReplayResult;
  }

  /** Does it, and tells of each step as it ends. */
  watch(options: RunOptions = {}): AsyncIterable<StepReport> {
    return watchReplay(this, options);
  }

  toJSON(): Omit<ReplaySpec, 'vm'> & { vm?: string } {
    return { ...this.#spec, vm: this.#spec.vm?.name };
  }

  /** What there is to run, for `replay.all`. @internal */
  async runnables(): Promise<readonly Runnable[]> {
    return [await runnableOf(this.#spec)];
  }

  toString(): string {
    return specText('Replay', this.toJSON(), ['.plan()', '.run()', '.watch()']);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #with(change: Partial<ReplaySpec>): Replay {
    return new Replay(Object.freeze({ ...this.#spec, ...change }));
  }

  #shaped(shape: Shape): Replay {
    return this.#with({ shapes: [...this.#spec.shapes, checkShape(shape)] });
  }
}

import { inspect } from 'node:util';
import { type Reported, reported } from '../../report/reported.ts';
import { specText } from '../../report/spec-text.ts';
import type { ReadOptions } from '../../trace/format/read.ts';
import type { Runnable } from '../execute.ts';
import { planReport } from '../plan-report.ts';
import type { RunOptions } from '../run-replays.ts';
import { ReplaySet, type SetResult } from '../set.ts';
import { checkShape, type Shape } from '../shape.ts';
import { plansOf, type RxPlan } from './plan.ts';
import { rxRunnables } from './runnables.ts';
import type { RxSpec } from './spec.ts';
import type { TargetInput } from './target.ts';

/**
 * The host's side of a replay: what VMs received, sent to them from outside. Frozen: each method returns a new one and does no I/O, until
 * `plan()` or `run()`.
 *
 * @example const { results } = await replay.rx('rx.csv').targets('config_host').interface('br1').run();
 */
export class RxReplay {
  readonly #spec: RxSpec<ReadOptions>;

  constructor(spec: RxSpec<ReadOptions>) {
    this.#spec = spec;
    Object.freeze(this);
  }

  /**
   * Who receives: the replay scripts' `config_host` (`IP PORT MINOR ROW` a line; MINOR in hexadecimal, as tc writes it; ROW counts the VMs of the
   * recording from 1), or a list of the same.
   *
   * @example replay.rx('rx.csv').targets([{ address: '192.168.10.80', port: 5001, minor: 0x60, row: 1 }])
   */
  targets(targets: string | readonly TargetInput[]): RxReplay {
    return this.#with({ targets });
  }

  /** The bridge or NIC of the host that leads to them. Each target gets a class of its own there, under the root qdisc `10:`. */
  interface(name: string): RxReplay {
    return this.#with({ interface: name });
  }

  /** What is sent: `udp` (the default; nobody needs to listen) or `tcp` (somebody must). */
  protocol(protocol: 'udp' | 'tcp'): RxReplay {
    return this.#with({ protocol });
  }

  /** Multiplies the bytes that were received. */
  scale(factor: number): RxReplay {
    return this.#shaped({ kind: 'scale', factors: { rx: factor } });
  }

  /** Plays faster (2) or slower (0.5): the steps get shorter or longer; the bytes in a step stay. */
  speed(factor: number): RxReplay {
    return this.#shaped({ kind: 'speed', factor });
  }

  /** From one moment of the recording to another, in s. */
  slice(from: number, to: number): RxReplay {
    return this.#shaped({ kind: 'slice', from, to });
  }

  /** The recording so many times, end to end. */
  loop(times: number): RxReplay {
    return this.#shaped({ kind: 'loop', times });
  }

  /** What `run` would send, and where, one plan a target. @throws InputError for what is wrong with the files, naming the place. */
  async plan(): Promise<(RxPlan & Reported)[]> {
    return (await plansOf(this.#spec)).map((plan) => reported(plan, planReport));
  }

  /**
   * Sends it, to all targets on one clock. `fidelity.rx` of each result is by the byte counter of its class.
   *
   * @throws VmlabError 'FOREIGN_QDISC', before anything is made, where the interface has a root qdisc that vmlab did not make
   * @throws UnsupportedError where the kernel lacks HTB or u32. @throws the signal's reason when aborted.
   */
  run(options: RunOptions = {}): Promise<SetResult> {
    return new ReplaySet([this]).run(options);
  }

  /** What there is to run, for `replay.all`. @internal */
  runnables(): Promise<readonly Runnable[]> {
    return rxRunnables(this.#spec);
  }

  toJSON(): RxSpec<ReadOptions> {
    return this.#spec;
  }

  toString(): string {
    return specText('RxReplay', this.toJSON(), ['.plan()', '.run()']);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #with(change: Partial<RxSpec<ReadOptions>>): RxReplay {
    return new RxReplay(Object.freeze({ ...this.#spec, ...change }));
  }

  #shaped(shape: Shape): RxReplay {
    return this.#with({ shapes: [...this.#spec.shapes, checkShape(shape)] });
  }
}

import { inspect } from 'node:util';
import type { Duration } from '../../../core/units.ts';
import type { RunsTasks } from '../../../load/place/task-place.ts';
import { specText } from '../../../report/spec-text.ts';
import type { Listening } from '../../listening.ts';
import { checkMachine, inMachine } from '../../machine.ts';
import { lasting, type RunOptions } from '../../run-options.ts';
import { openTask } from '../open-task.ts';
import { runPrepared, watchPrepared } from '../task-run.ts';
import type { ListenerEvent, ListenerResult } from './result.ts';
import { type ListenerOptions, type ListenerSpec, listenerSpec } from './spec.ts';
import { listenerTask } from './task.ts';

/**
 * Measures downtime one way: listens to a beacon (vmlab's or mig_mon's `client`) and says when nothing came. Best outside, with the beacon in the
 * guest: the clock of a guest may stand still while the guest does, and a pause is not to be seen by it. Frozen: each method
 * returns a new one and does no I/O, until `listen()`, `run()` or `watch()`; all three throw HostError where nobody can listen there, or the
 * log cannot be opened.
 *
 * An outage begins one interval after the last arrival, when the next was due, and ends with an arrival. It is told where numbers are missing,
 * or arrivals stood two intervals apart; its length is true to one interval. What vmlab's beacon says it was late itself is taken off.
 *
 * @example const { outages } = await migmon.listener({ host: '0.0.0.0' }).log('spike.log').for('5min').run();
 */
export class DowntimeListener {
  readonly #spec: ListenerSpec;
  readonly #machine?: RunsTasks;

  constructor(spec: ListenerSpec, machine?: RunsTasks) {
    this.#spec = Object.freeze(spec);
    this.#machine = machine;
    Object.freeze(this);
  }

  /** The beacon's interval; unless told, the time between its first two sends, or of mig_mon's between their arrivals. */
  every(interval: Duration): DowntimeListener {
    return this.#with({ every: interval });
  }

  /** Writes mig_mon's spike log as it goes, as that of `migmon.downtime`, of the delays between arrivals. */
  log(file: string): DowntimeListener {
    return this.#with({ log: file });
  }

  /** Listens in a VM: another than the one that is measured. The log is then a file there. @throws InputError for what is no VM */
  on(vm: RunsTasks): DowntimeListener {
    return new DowntimeListener({ ...this.#spec, on: checkMachine(vm).name }, vm);
  }

  /** How long, in s or as `'60s'`; until stopped unless told. */
  for(duration: Duration): DowntimeListener {
    return this.#with({ for: duration });
  }

  /** Listens from when the promise resolves, beside whatever the script does. */
  async listen(options: RunOptions<ListenerEvent> = {}): Promise<Listening<ListenerEvent, ListenerResult>> {
    const spec = lasting(this.#spec, options);
    return openTask((onListening) => listenerTask(spec, onListening), inMachine(options, this.#machine));
  }

  /** Listens until its time is over, `signal` or Ctrl-C. */
  async run(options: RunOptions<ListenerEvent> = {}): Promise<ListenerResult> {
    return runPrepared(await listenerTask(lasting(this.#spec, options)), inMachine(options, this.#machine));
  }

  /** The same, and yields each second, and each outage (of the first 100000) as it ends. Leaving the loop ends it. */
  async *watch(options: RunOptions<ListenerEvent> = {}): AsyncGenerator<ListenerEvent> {
    yield* watchPrepared(await listenerTask(lasting(this.#spec, options)), inMachine(options, this.#machine));
  }

  toJSON(): ListenerSpec {
    return this.#spec;
  }

  toString(): string {
    return specText('DowntimeListener', this.#spec, ['.log(file)', ".for('60s')", '.listen()', '.run()', '.watch()']);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #with(options: ListenerOptions): DowntimeListener {
    return new DowntimeListener({ ...this.#spec, ...listenerSpec(options) }, this.#machine);
  }
}

/**
 * A listener to a beacon, on loopback unless told otherwise, at port 9008: mig_mon says 12323, but puts that number on the wire unswapped,
 * which on x86 is 9008.
 *
 * @throws InputError for an option that cannot be right
 * @example migmon.listener({ host: '0.0.0.0' }).log('spike.log')
 */
export const listener = (options: ListenerOptions = {}): DowntimeListener =>
  new DowntimeListener(listenerSpec(options));

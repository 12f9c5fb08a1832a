import { inspect } from 'node:util';
import type { Duration } from '../../../core/units.ts';
import type { RunsTasks } from '../../../load/place/task-place.ts';
import { specText } from '../../../report/spec-text.ts';
import { checkMachine, inMachine } from '../../machine.ts';
import { lasting, type RunOptions } from '../../run-options.ts';
import { runPrepared, watchPrepared } from '../task-run.ts';
import type { DowntimeEvent, DowntimeResult } from './result.ts';
import { type DowntimeOptions, type DowntimeSpec, downtimeOptions, downtimeSpec } from './spec.ts';
import { downtimeTask } from './task.ts';

/**
 * Measures when a guest does not answer: asks its UDP echo server (vmlab's or mig_mon's) at a steady interval, never waits for an answer before it
 * asks again, and matches each answer to its request by number. Frozen: each method returns a new one and does no I/O, until `run()` or
 * `watch()`.
 *
 * An outage begins when the first request was sent that stayed without an answer, and ends when an answer came, less the least round trip.
 * It is told where requests were passed over, or answers stood two intervals apart; its length is true to one interval. Time in which this
 * side sent nothing, because it was late itself, is no outage.
 *
 * @example const { outages, roundTrip } = await migmon.downtime('192.0.2.7').every('50ms').for('60s').run();
 */
export class Downtime {
  readonly #spec: DowntimeSpec;
  readonly #machine?: RunsTasks;

  constructor(spec: DowntimeSpec, machine?: RunsTasks) {
    this.#spec = Object.freeze(spec);
    this.#machine = machine;
    Object.freeze(this);
  }

  /** Between two requests: s, or `'50ms'`; 100 µs at least, 1 s unless told. */
  every(interval: Duration): Downtime {
    return this.#with({ every: interval });
  }

  /**
   * Writes mig_mon's spike log as it goes: `timestamp,delay` in s and ms, a line for each delay between two answers of at least twice the
   * first one (of 1 ms where that is more). The client's own lateness is not in it. `readSpikeLog` reads it.
   */
  log(file: string): Downtime {
    return this.#with({ log: file });
  }

  /** Asks from within a VM: another than the one that is measured. The log is then a file there. @throws InputError for what is no VM */
  on(vm: RunsTasks): Downtime {
    return new Downtime({ ...this.#spec, on: checkMachine(vm).name }, vm);
  }

  /** How long, in s or as `'60s'`; until stopped unless told. */
  for(duration: Duration): Downtime {
    return this.#with({ for: duration });
  }

  /**
   * Measures until its time is over, `signal` or Ctrl-C. A guest that is down, or not there at all, is an outage, no error.
   *
   * @throws HostError where nothing has the guest's name, no way leads there, or the log cannot be opened: before anything is sent
   * @throws RunError 'SPIKE_LOG' where the log could not be written on; its `result` is whole
   */
  async run(options: RunOptions<DowntimeEvent> = {}): Promise<DowntimeResult> {
    return runPrepared(await downtimeTask(lasting(this.#spec, options)), inMachine(options, this.#machine));
  }

  /**
   * The same, and yields each second, and each outage (of the first 100000) as it ends. Leaving the loop ends it.
   *
   * @example for await (const event of migmon.downtime('192.0.2.7').watch()) console.log(String(event)); // [11876320] max_delay: …
   */
  async *watch(options: RunOptions<DowntimeEvent> = {}): AsyncGenerator<DowntimeEvent> {
    yield* watchPrepared(await downtimeTask(lasting(this.#spec, options)), inMachine(options, this.#machine));
  }

  toJSON(): DowntimeSpec {
    return this.#spec;
  }

  toString(): string {
    return specText('Downtime', this.#spec, [".every('50ms')", '.log(file)', ".for('60s')", '.run()', '.watch()']);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #with(options: DowntimeOptions): Downtime {
    return new Downtime({ ...this.#spec, ...downtimeOptions(options) }, this.#machine);
  }
}

/**
 * A measurement of a guest's downtime, by its echo server: `migmon.echoServer()` there, or `mig_mon server_rr`.
 *
 * @param guest a name, or an IPv4 or IPv6 address
 * @param options `port`: 9008 unless told. mig_mon says 12323, but puts that number on the wire unswapped, which on x86 is UDP port 9008.
 * @throws InputError for what cannot be right
 * @example await migmon.downtime('192.0.2.7').every('50ms').log('spike.log').for('60s').run()
 */
export const downtime = (guest: string, options: DowntimeOptions = {}): Downtime =>
  new Downtime(downtimeSpec(guest, options));

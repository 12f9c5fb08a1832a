import { inspect } from 'node:util';
import type { Duration } from '../../../core/units.ts';
import type { RunsTasks } from '../../../load/place/task-place.ts';
import { specText } from '../../../report/spec-text.ts';
import { checkMachine, inMachine } from '../../machine.ts';
import { lasting, type RunOptions } from '../../run-options.ts';
import { runPrepared, watchPrepared } from '../task-run.ts';
import type { BeaconResult, BeaconSecond } from './result.ts';
import { type BeaconOptions, type BeaconSpec, beaconOptions, beaconSpec } from './spec.ts';
import { beaconTask } from './task.ts';

/**
 * Sends a datagram at a steady interval, best from within a guest, to a listener (vmlab's, or mig_mon's `server`). Frozen: each method returns a new one and does no
 * I/O, until `run()` or `watch()`.
 *
 * @example await migmon.beacon('192.0.2.7').every('50ms').for('60s').run();
 */
export class Beacon {
  readonly #spec: BeaconSpec;
  readonly #machine?: RunsTasks;

  constructor(spec: BeaconSpec, machine?: RunsTasks) {
    this.#spec = Object.freeze(spec);
    this.#machine = machine;
    Object.freeze(this);
  }

  /** Between two sends: s, or `'50ms'`; 100 µs at least, 1 s unless told. */
  every(interval: Duration): Beacon {
    return this.#with({ every: interval });
  }

  /** Sends from within a VM, best from the guest whose downtime is measured. @throws InputError for what is no VM */
  on(vm: RunsTasks): Beacon {
    return new Beacon({ ...this.#spec, on: checkMachine(vm).name }, vm);
  }

  /** How long, in s or as `'60s'`; until stopped unless told. */
  for(duration: Duration): Beacon {
    return this.#with({ for: duration });
  }

  /**
   * Sends until its time is over, `signal` or Ctrl-C, whether anybody listens or not.
   *
   * @throws HostError where nothing has the listener's name, or no way leads there
   */
  async run(options: RunOptions<BeaconSecond> = {}): Promise<BeaconResult> {
    return runPrepared(await beaconTask(lasting(this.#spec, options)), inMachine(options, this.#machine));
  }

  /** The same, and yields each second. Leaving the loop ends it. */
  async *watch(options: RunOptions<BeaconSecond> = {}): AsyncGenerator<BeaconSecond> {
    yield* watchPrepared(await beaconTask(lasting(this.#spec, options)), inMachine(options, this.#machine));
  }

  toJSON(): BeaconSpec {
    return this.#spec;
  }

  toString(): string {
    return specText('Beacon', this.#spec, [".every('50ms')", ".for('60s')", '.run()', '.watch()']);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #with(options: BeaconOptions): Beacon {
    return new Beacon({ ...this.#spec, ...beaconOptions(options) }, this.#machine);
  }
}

/**
 * A beacon to a listener.
 *
 * @param host a name, or an IPv4 or IPv6 address
 * @param options `port`: 9008 unless told. mig_mon says 12323, but puts that number on the wire unswapped, which on x86 is UDP port 9008.
 * @throws InputError for what cannot be right
 * @example await migmon.beacon('192.0.2.7').every('50ms').for('60s').run()
 */
export const beacon = (host: string, options: BeaconOptions = {}): Beacon => new Beacon(beaconSpec(host, options));

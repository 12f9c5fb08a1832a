import { inspect } from 'node:util';
import type { Duration } from '../../../core/units.ts';
import type { RunsTasks } from '../../../load/place/task-place.ts';
import { specText } from '../../../report/spec-text.ts';
import { checkMachine, inMachine } from '../../machine.ts';
import { type DestinationListener, listen } from './listener.ts';
import type { DestinationResult } from './result.ts';
import { type DestinationRunOptions, runDestination, watchDestination } from './run.ts';
import type { DestinationSecond } from './second.ts';
import { type DestinationOptions, type DestinationSpec, destinationSpec } from './spec.ts';

/**
 * The destination of emulated migrations, on mig_mon's wire: takes any number of sources, one after another and at once. Frozen, and does no
 * I/O until `listen()`, `run()` or `watch()`. All three throw HostError where nobody can listen there, and InputError for what is wrong in
 * a file of faults, with its line.
 *
 * @example await using destination = await migmon.destination({ port: 0 }).listen();
 */
export class MigrationDestination {
  readonly #spec: DestinationSpec;
  readonly #machine?: RunsTasks;

  constructor(spec: DestinationSpec, machine?: RunsTasks) {
    this.#spec = Object.freeze(spec);
    this.#machine = machine;
    Object.freeze(this);
  }

  /** Receives in a VM. A file of faults is read here. @throws InputError for what is no VM */
  on(vm: RunsTasks): MigrationDestination {
    return new MigrationDestination({ ...this.#spec, on: checkMachine(vm).name }, vm);
  }

  /** How long, in s or as `'10s'`; until stopped unless told. */
  for(duration: Duration): MigrationDestination {
    return new MigrationDestination({ ...this.#spec, ...destinationSpec({ for: duration }) }, this.#machine);
  }

  /**
   * Listens from when the promise resolves, beside whatever the script does.
   *
   * @example
   * await using destination = await migmon.destination({ port: 0 }).listen();
   * await migmon.postcopy().to('127.0.0.1', destination).for('5s').run();
   * console.log(destination.results()[0].latency.percentile(99)); // µs
   */
  listen(options: DestinationRunOptions = {}): Promise<DestinationListener> {
    return listen(this.#spec, inMachine(options, this.#machine));
  }

  /**
   * Listens until its time is over, `signal` or Ctrl-C. A source that breaks off, or says what it must not, has an `error` in `sources`; the
   * others go on.
   *
   * @example const { latency } = await migmon.destination().for('1min').run(); // latency.percentile(99.9) in µs
   */
  run(options: DestinationRunOptions = {}): Promise<DestinationResult> {
    return runDestination(this.#spec, inMachine(options, this.#machine));
  }

  /** The same, and yields each second of each source as it ends. Leaving the loop ends it. */
  watch(options: DestinationRunOptions = {}): AsyncGenerator<DestinationSecond> {
    return watchDestination(this.#spec, inMachine(options, this.#machine));
  }

  toJSON(): DestinationSpec {
    return this.#spec;
  }

  toString(): string {
    return specText('MigrationDestination', this.#spec, ['.listen()', '.run()', '.watch()']);
  }

  [inspect.custom](): string {
    return String(this);
  }
}

/**
 * The destination of emulated migrations. It listens on loopback unless told otherwise.
 *
 * @throws InputError for an option that cannot be right
 * @example migmon.destination({ host: '0.0.0.0', port: 12323, size: '16G' })
 */
export const destination = (options: DestinationOptions = {}): MigrationDestination =>
  new MigrationDestination(destinationSpec(options));

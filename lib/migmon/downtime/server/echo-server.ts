import { inspect } from 'node:util';
import type { Duration } from '../../../core/units.ts';
import type { RunsTasks } from '../../../load/place/task-place.ts';
import { specText } from '../../../report/spec-text.ts';
import type { Listening } from '../../listening.ts';
import { checkMachine, inMachine } from '../../machine.ts';
import { lasting, type RunOptions } from '../../run-options.ts';
import { openTask } from '../open-task.ts';
import { runPrepared, watchPrepared } from '../task-run.ts';
import type { EchoCounts } from './counts.ts';
import type { EchoServerResult } from './result.ts';
import type { EchoSecond } from './second.ts';
import { type EchoServerOptions, type EchoServerSpec, echoServerSpec } from './spec.ts';
import { echoServerTask } from './task.ts';

/** An echo server that listens. */
export interface EchoListening extends Listening<EchoSecond, EchoServerResult> {
  /** As of the last full second. */
  counts(): EchoCounts;
}

/**
 * A UDP echo server, to run in the guest whose downtime is measured. It sends back, as it came, what begins with `echo`; never more bytes than it
 * was sent, so that nobody can make it shout at others. Frozen, and does no I/O until `listen()`, `run()` or `watch()`; all three throw HostError
 * where nobody can listen there.
 *
 * @example await using server = await migmon.echoServer({ host: '0.0.0.0', peers: ['192.168.1.0/24'] }).listen();
 */
export class EchoServer {
  readonly #spec: EchoServerSpec;
  readonly #machine?: RunsTasks;

  constructor(spec: EchoServerSpec, machine?: RunsTasks) {
    this.#spec = Object.freeze(spec);
    this.#machine = machine;
    Object.freeze(this);
  }

  /**
   * Listens in a VM.
   *
   * @throws InputError for what is no VM
   * @example await using server = await migmon.echoServer({ host: '0.0.0.0' }).on(lab.vm('vm1')).listen();
   */
  on(vm: RunsTasks): EchoServer {
    return new EchoServer({ ...this.#spec, on: checkMachine(vm).name }, vm);
  }

  /** How long, in s or as `'10s'`; until stopped unless told. */
  for(duration: Duration): EchoServer {
    return new EchoServer({ ...this.#spec, ...echoServerSpec({ for: duration }) }, this.#machine);
  }

  /** Listens from when the promise resolves, beside whatever the script does. */
  async listen(options: RunOptions<EchoSecond> = {}): Promise<EchoListening> {
    const spec = lasting(this.#spec, options);
    let counts: EchoCounts = { answered: 0, ignored: 0, turnedAway: 0 };
    const onProgress = (second: EchoSecond) => {
      counts = second.total;
      options.onProgress?.(second);
    };
    const listening = await openTask((onListening) => echoServerTask(spec, onListening), {
      ...inMachine(options, this.#machine),
      onProgress,
    });
    return { ...listening, counts: () => counts };
  }

  /** Listens until its time is over, `signal` or Ctrl-C. */
  async run(options: RunOptions<EchoSecond> = {}): Promise<EchoServerResult> {
    return runPrepared(await echoServerTask(lasting(this.#spec, options)), inMachine(options, this.#machine));
  }

  /** The same, and yields each second. Leaving the loop ends it. */
  async *watch(options: RunOptions<EchoSecond> = {}): AsyncGenerator<EchoSecond> {
    yield* watchPrepared(await echoServerTask(lasting(this.#spec, options)), inMachine(options, this.#machine));
  }

  toJSON(): EchoServerSpec {
    return this.#spec;
  }

  toString(): string {
    return specText('EchoServer', this.#spec, ['.listen()', '.run()', '.watch()']);
  }

  [inspect.custom](): string {
    return String(this);
  }
}

/**
 * A UDP echo server for `migmon.downtime`, and for mig_mon's `client_rr`. It listens on loopback unless told otherwise, at port 9008: mig_mon says
 * 12323, but puts that number on the wire unswapped, which on x86 is 9008.
 *
 * @throws InputError for an option that cannot be right
 * @example migmon.echoServer({ host: '0.0.0.0', peers: ['10.0.0.0/8', '192.168.1.5'] })
 */
export const echoServer = (options: EchoServerOptions = {}): EchoServer => new EchoServer(echoServerSpec(options));

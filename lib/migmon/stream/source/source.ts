import { inspect } from 'node:util';
import type { Duration, Rate, Size } from '../../../core/units.ts';
import type { RunsTasks } from '../../../load/place/task-place.ts';
import { specText } from '../../../report/spec-text.ts';
import { checkMachine, inMachine } from '../../machine.ts';
import type { PageContents } from './contents.ts';
import type { SourceResult } from './result.ts';
import { runSource, type SourceRunOptions, watchSource } from './run.ts';
import type { SourceSecond } from './second.ts';
import { type SourceOptions, type SourceSpec, sourceSpec } from './spec.ts';

/**
 * The source of an emulated migration, on mig_mon's wire. Frozen: each method returns a new one and does no I/O, until `run()` or `watch()`.
 *
 * @example const { bandwidth, served } = await migmon.precopy().postcopy().to('192.0.2.7').for('10s').run();
 */
export class MigrationSource {
  readonly #spec: SourceSpec;
  readonly #machine?: RunsTasks;

  constructor(spec: SourceSpec, machine?: RunsTasks) {
    this.#spec = Object.freeze(spec);
    this.#machine = machine;
    Object.freeze(this);
  }

  /** Sends all pages in turn, as fast as it goes. It is its bandwidth that is measured, here. */
  precopy(): MigrationSource {
    return this.#with({ precopy: true });
  }

  /** Has the destination request random pages, one after another. It is their latency that is measured, at the destination. */
  postcopy(): MigrationSource {
    return this.#with({ postcopy: true });
  }

  /** Where the destination is: a name, or an IPv4 or IPv6 address. Port 12323 unless told. */
  to(host: string, { port }: { readonly port?: number } = {}): MigrationSource {
    return this.#with({ to: host, port });
  }

  /** How much memory the emulated VM has, in bytes or as `'16G'`; 1 TiB unless told. Tell both ends the same. */
  size(size: Size): MigrationSource {
    return this.#with({ size });
  }

  /** Spreads precopy over so many connections, as multifd. The destination must be vmlab's. */
  channels(count: number): MigrationSource {
    return this.#with({ channels: count });
  }

  /**
   * Sends requested pages on a connection of their own, as QEMU's postcopy-preempt, so that they need not wait behind pages of precopy that
   * the socket holds already. The destination must be vmlab's.
   */
  preempt(): MigrationSource {
    return this.#with({ preempt: true });
  }

  /** What the pages hold: `'zero'` (as mig_mon's), `'random'`, or so much of zeros: `{ compressibility: 0.5 }`. */
  contents(contents: PageContents): MigrationSource {
    return this.#with({ contents });
  }

  /** The most that precopy uses, all channels together: bytes/s, or `'500M'`, `'1Gbit'`. Requested pages do not wait for it. */
  bandwidth(rate: Rate): MigrationSource {
    return this.#with({ bandwidth: rate });
  }

  /** How many page requests the destination keeps in flight, which must be vmlab's; as many as it was told itself (1) unless told. */
  requests(count: number): MigrationSource {
    return this.#with({ requests: count });
  }

  /** Sends from within a VM. @throws InputError for what is no VM */
  on(vm: RunsTasks): MigrationSource {
    return new MigrationSource({ ...this.#spec, on: checkMachine(vm).name }, vm);
  }

  /** How long, in s or as `'10s'`; until stopped unless told. */
  for(duration: Duration): MigrationSource {
    return this.#with({ for: duration });
  }

  /**
   * Connects and sends, until its time is over, `signal` or Ctrl-C.
   *
   * @throws InputError without a destination or a stream. @throws HostError where nobody can be connected to
   * @throws RunError 'STREAM' where the other side broke off or said what it must not; its `result` is what was measured until then
   * @example console.log((await migmon.precopy().to('192.0.2.7').for('10s').run()).bandwidth); // bytes/s
   */
  run(options: SourceRunOptions = {}): Promise<SourceResult> {
    return runSource(this.#spec, inMachine(options, this.#machine));
  }

  /**
   * The same, and yields each second as it ends. Leaving the loop ends it.
   *
   * @example for await (const second of migmon.precopy().to('192.0.2.7').watch()) console.log(String(second)); // Speed: 3205 (MB/s)
   */
  watch(options: SourceRunOptions = {}): AsyncGenerator<SourceSecond> {
    return watchSource(this.#spec, inMachine(options, this.#machine));
  }

  toJSON(): SourceSpec {
    return this.#spec;
  }

  toString(): string {
    const { to, precopy, postcopy } = this.#spec;
    const stream = precopy || postcopy ? [] : ['.precopy()', '.postcopy()'];
    const missing = [...stream, ...(to === undefined ? ['.to(host)'] : [])];
    const next = missing.length > 0 ? missing : ['.run()', '.watch()'];
    return specText('MigrationSource', this.#spec, next);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #with(options: SourceOptions): MigrationSource {
    return new MigrationSource({ ...this.#spec, ...sourceSpec(options) }, this.#machine);
  }
}

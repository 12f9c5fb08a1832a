import { inspect } from 'node:util';
import type { Duration, Size } from '../../core/units.ts';
import type { RunsTasks } from '../../load/place/task-place.ts';
import { specText } from '../../report/spec-text.ts';
import { checkMachine, inMachine } from '../machine.ts';
import type { DirtyRate } from './dirty-rate.ts';
import { type Dirtying, openDirtying } from './dirtying.ts';
import type { PageSize } from './page-size.ts';
import type { DirtyPattern } from './pattern.ts';
import type { DirtyResult } from './result.ts';
import { type DirtyRunOptions, runDirty, watchDirty } from './run.ts';
import type { DirtySecond } from './second.ts';
import { type DirtyOptions, type DirtySpec, dirtySpec } from './spec.ts';

/**
 * Memory that is dirtied, as a VM's is while it is migrated. Frozen: each method returns a new one and does no I/O, until `run()` or `watch()`.
 *
 * @example const { rate, latency } = await migmon.dirty({ size: '16G', rate: '500MiB/s' }).latency().for('60s').run();
 */
export class DirtyMemory {
  readonly #spec: DirtySpec;
  readonly #machine?: RunsTasks;

  constructor(spec: DirtySpec, machine?: RunsTasks) {
    this.#spec = spec;
    this.#machine = machine;
    Object.freeze(this);
  }

  /** How much memory, in bytes or as `'16G'`; 512 MiB unless told. */
  size(size: Size): DirtyMemory {
    return this.#with({ size });
  }

  /**
   * How fast, evenly: bytes/s or `'500MiB/s'`, all threads together. Or as a recording has it: a Trace, whose `write` column is what is dirtied
   * in each step, in bytes.
   */
  rate(rate: DirtyRate): DirtyMemory {
    return this.#with({ rate });
  }

  /**
   * Which pages. `'sequential'`, all in turn, checks of each that it holds what was written last: a migration that corrupts memory is caught.
   * `'random'`: any. `'once'`: all once, as they are made present; then it idles. `'hotspot'` and `'zipf'`: some more than others.
   */
  pattern(pattern: DirtyPattern): DirtyMemory {
    return this.#with({ pattern });
  }

  /** Of the memory's pages: `'4k'`, or huge ones of the machine's reserve, `'2m'` or `'1g'`. Dirtied in steps of 4 KiB all the same. */
  pageSize(pageSize: PageSize): DirtyMemory {
    return this.#with({ pageSize });
  }

  /** How many threads dirty; 1 unless told. */
  threads(threads: number): DirtyMemory {
    return this.#with({ threads });
  }

  /**
   * Times each access: from the end of the one before to when its byte has been read and its store has passed all faults. That takes some
   * 20 ns an access, and pages are not fetched ahead meanwhile, so it is slower.
   */
  latency(): DirtyMemory {
    return this.#with({ latency: true });
  }

  /**
   * Runs it in a VM: vmlab-agent is put into a guest, and taken away after. What a guest measures goes on while it does not answer (paused, or on
   * its way to another host); after 60 s of silence the run rejects with RunError 'GUEST_SILENT'.
   *
   * @throws InputError for what is no VM
   * @example await migmon.dirty({ size: '64M' }).on(lab.vm('vm1')).for('10s').run()
   */
  on(vm: RunsTasks): DirtyMemory {
    return new DirtyMemory({ ...this.#spec, on: checkMachine(vm).name }, vm);
  }

  /** How long, in s or as `'60s'`; until stopped unless told, or to the end of the Trace that the rate follows. */
  for(duration: Duration): DirtyMemory {
    return this.#with({ for: duration });
  }

  /** Of the patterns that draw pages: the same seed draws the same. */
  seed(seed: number): DirtyMemory {
    return this.#with({ seed });
  }

  /**
   * Makes the memory present, by all CPUs, and dirties it until its time is over, `signal` or Ctrl-C; the result is complete in any case.
   *
   * @throws HostError, before anything is touched, where there is not so much memory, or not so many huge pages
   * @throws RunError 'CORRUPTED' where a page does not hold what was written to it; its `result` is what was measured until then
   * @example console.log(String((await migmon.dirty().latency().for('10s').run()).latency)); // mig_mon's 21 buckets
   */
  run(options: DirtyRunOptions = {}): Promise<DirtyResult> {
    return runDirty(this.#spec, inMachine(options, this.#machine));
  }

  /**
   * The same, and yields each second as it ends. Leaving the loop ends it.
   *
   * @example for await (const second of migmon.dirty({ rate: '500M' }).watch()) console.log(String(second)); // dirty-rate: 500 (MB/s), …
   */
  watch(options: DirtyRunOptions = {}): AsyncGenerator<DirtySecond> {
    return watchDirty(this.#spec, inMachine(options, this.#machine));
  }

  /**
   * The same, beside something else: a migration of the guest that it runs in.
   *
   * @returns when all of its memory is there and a second has passed; to be closed, or disposed of
   * @throws as `run`
   * @example
   * await using dirtying = await migmon.dirty({ size: '64M', rate: '20M' }).on(vm).open();
   * await vm.migrate({ to: 'qemu+ssh://node2/system', verify: 'guest', checker: dirtying.checker }).run();
   */
  open(options: DirtyRunOptions = {}): Promise<Dirtying> {
    return openDirtying(this.#spec.size, (run) => this.run(run), options);
  }

  toJSON(): DirtySpec {
    return this.#spec;
  }

  toString(): string {
    return specText('DirtyMemory', this.#spec, ['.run()', '.watch()']);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #with(options: DirtyOptions): DirtyMemory {
    return new DirtyMemory(dirtySpec(this.#spec, options), this.#machine);
  }
}

/**
 * What the kernel tells of each VM's group and threads: how long they waited. All are totals, so they are
 * read no oftener than is cheap: at the start, now and then for who comes and goes, and at the end.
 */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { anySignal } from '../../../core/any-signal.ts';
import { monotonic, NS_PER_SECOND } from '../../../core/clock.ts';
import { readText, writeText } from '../../../host/local/files.ts';
import { type Collector, type CollectorContext, type CollectorCost, NO_COST } from '../../collector/collector.ts';
import { LARGEST_FILE } from '../../raw/json-file.ts';
import { formatSamples, parseSamples } from '../../raw/sample.ts';
import { SampleBuffer } from '../../raw/sample-buffer.ts';
import { groupsOutput } from './output.ts';
import { readVm } from './read-vm.ts';

const SAMPLES = 'samples.jsonl';
/** Of the time that passes, so much is spent on reading. */
const SHARE = 1 / 300;

export function groups(): Collector {
  let reading: Reading | undefined;
  let cost: CollectorCost = NO_COST;
  return {
    name: 'groups',
    async start(context) {
      reading = new Reading(context);
      await reading.begun;
    },
    async stop() {
      await reading?.end();
      if (reading) cost = { cpuSeconds: Number.NaN, bytes: reading.buffer.bytes, dropped: reading.buffer.dropped };
    },
    async write(directory) {
      await writeText(join(directory, SAMPLES), formatSamples(reading?.buffer.list() ?? []));
    },
    async parse(directory) {
      const file = join(directory, SAMPLES);
      return groupsOutput(parseSamples(await readText(file, LARGEST_FILE), file));
    },
    cost: () => cost,
  };
}

class Reading {
  readonly buffer: SampleBuffer;
  /** Settles with the first sample. */
  readonly begun: Promise<void>;
  private readonly context: CollectorContext;
  private readonly origin = monotonic();
  private readonly over = new AbortController();
  private readonly running: Promise<void>;
  /** The last one, in s. */
  private took = 0;

  constructor(context: CollectorContext) {
    this.context = context;
    this.buffer = new SampleBuffer(context.limit);
    this.begun = this.sample();
    this.running = this.begun.then(() => this.readOn());
    this.running.catch(() => undefined);
  }

  /** @throws what it failed with meanwhile */
  async end(): Promise<void> {
    this.over.abort();
    await this.running;
    await this.sample();
  }

  private async readOn(): Promise<void> {
    const signal = anySignal(this.over.signal, this.context.signal);
    while (!signal.aborted) {
      const pause = Math.max(this.context.interval, this.took / SHARE);
      await wait(pause * 1000, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.sample();
    }
  }

  private async sample(): Promise<void> {
    const at = this.now();
    const texts = await Promise.all((await this.context.vms()).map((vm) => readVm(vm, this.context)));
    this.buffer.add({ at, texts: Object.assign({}, ...texts) });
    this.took = this.now() - at;
  }

  private now(): number {
    return Number(monotonic() - this.origin) / NS_PER_SECOND;
  }
}

/**
 * Native recorders, one after the other on one grid of deadlines, so that what is read may change while it is read: at a deadline one hands over to
 * the next, and none is missed. One thread at a time, two while they change.
 */
import { NS_PER_SECOND } from '../../core/clock.ts';
import { resolvers } from '../../core/resolvers.ts';
import type { Addon, Background, SampleListener } from '../../native.ts';
import type { Probing } from './probing.ts';

/** The deadlines `origin + k · interval`, for k from 0 on. */
export interface Grid {
  /** CLOCK_MONOTONIC, ns */
  readonly origin: bigint;
  /** In s. */
  readonly interval: number;
  /** How many deadlines there are; Infinity: until it is stopped. */
  readonly samples: number;
}

export interface Sample {
  readonly index: number;
  /** From the deadline to when the last probe was read, in s; NaN where there was nothing to read. */
  readonly late: number;
  /** Of each probe; empty: it could not be read. */
  readonly text: readonly string[];
}

export interface ChainParts {
  /** Of the addon. */
  readonly start: Addon['startRecorder'];
  /** CLOCK_MONOTONIC, ns */
  readonly now: () => bigint;
  /** Called with each sample, in the order of the deadlines. */
  readonly take: (probing: Probing, sample: Sample) => void;
  /** How many deadlines one recorder is told at most; a day of seconds unless told. */
  readonly most?: number;
}

interface Link {
  readonly probing: Probing;
  /** The deadlines that are its own, unless another takes over before. */
  readonly first: number;
  readonly last: number;
  readonly waiting: Sample[];
  readonly running: Background<void>;
}

/** A recorder is started so long before its first deadline, for it opens its files before: some µs each. */
const LEAD_NS = 50e6;
const LEAD_PER_PROBE_NS = 100e3;

/** In ns. @example const origin = monotonic() + leadFor(probing) */
export const leadFor = ({ probes }: Probing): bigint => BigInt(LEAD_NS + LEAD_PER_PROBE_NS * probes.length);

export class Chain {
  /** Settles when nothing is read any more: the last deadline was met, it was stopped, or taking a sample failed. */
  readonly done: Promise<void>;
  private readonly grid: Grid;
  private readonly parts: ChainParts;
  /** The first one reads, those after it wait for their first deadline. */
  private readonly links: Link[] = [];
  /** With what went wrong; undefined: nothing. */
  private readonly end = resolvers<unknown>();
  private next = 0;

  constructor(grid: Grid, parts: ChainParts) {
    this.grid = grid;
    this.parts = parts;
    this.done = this.end.promise.then((failure) => (failure === undefined ? undefined : Promise.reject(failure)));
  }

  /**
   * Reads these from the next deadline on that can be met, in place of what is read now; the first ones from the first deadline on.
   *
   * @throws what the native recorder refuses; then all stays as it was
   */
  read(probing: Probing): void {
    const soonest = Math.ceil(Number(this.parts.now() + leadFor(probing) - this.grid.origin) / this.intervalNs);
    this.link(probing, this.links.length === 0 ? 0 : soonest);
  }

  /** What was read until now is taken still. */
  stop(): void {
    for (const { running } of this.links) running.stop();
    Promise.all(this.links.map(({ running }) => running.done)).then(() => this.end.resolve(undefined));
  }

  private get intervalNs(): number {
    return this.grid.interval * NS_PER_SECOND;
  }

  /**
   * Deadlines without a recorder would be lost: none may lie between it and the one that reads now. One that waited for its turn is never needed
   * then.
   */
  private link(probing: Probing, wanted: number): void {
    const [head] = this.links;
    const first = head ? Math.min(Math.max(wanted, head.first + 1), head.last + 1) : wanted;
    const count = Math.min(this.parts.most ?? MOST_SAMPLES, this.grid.samples - first);
    if (count <= 0) return;
    const at = Float64Array.from({ length: count }, (_, index) => Math.round((first + index) * this.intervalNs));
    const waiting: Sample[] = [];
    const take: SampleListener = (index, readAt, text) => {
      const late = ((readAt.at(-1) ?? Number.NaN) - (at[index] as number)) / NS_PER_SECOND;
      waiting.push({ index: first + index, late, text });
      this.deliver();
    };
    const running = this.parts.start({ origin: this.grid.origin, at, probes: probing.probes }, take);
    for (const idle of this.links.splice(1)) idle.running.stop();
    this.links.push({ probing, first, last: first + count - 1, waiting, running });
  }

  /** What an heir has read waits until the one before it has told all of its own. */
  private deliver(): void {
    try {
      for (let sample = this.nextSample(); sample; sample = this.nextSample()) this.tell(sample);
    } catch (error) {
      for (const { running } of this.links.splice(0)) running.stop();
      this.end.resolve(error);
    }
  }

  private nextSample(): Sample | undefined {
    if (this.links[1]?.first === this.next) this.links.shift()?.running.stop();
    return this.links[0]?.waiting.shift();
  }

  private tell(sample: Sample): void {
    const { probing, last } = this.links[0] as Link;
    this.next = sample.index + 1;
    this.parts.take(probing, sample);
    if (this.links.length === 1 && this.next > last - RENEWED_BEFORE) this.link(probing, last + 1);
    if (this.next >= this.grid.samples) this.stop();
  }
}

const MOST_SAMPLES = 86_400;
/** So many deadlines before a recorder's last the next one is started. */
const RENEWED_BEFORE = 100;

import type { TaskRecord } from '../../../native.ts';
import { Latency, latencyOf } from '../../latency.ts';
import { type DestinationSecond, destinationSecond } from './second.ts';

/** What came from one source, until it ended or so far. */
export interface SourceOutcome {
  /** Sources are counted from 1 as they connect. */
  readonly source: number;
  /** Its address and port. */
  readonly peer: string;
  readonly connected: boolean;
  /** How long it was connected, in s. */
  readonly elapsed: number;
  /** Received, with the header of each page. */
  readonly bytes: number;
  /** bytes/s over the whole time */
  readonly bandwidth: number;
  readonly pages: number;
  /** Of requested pages: from sending the request to the page's last byte. */
  readonly latency: Latency;
  /** What was wrong with it; absent where nothing was. */
  readonly error?: string;
}

export interface SourceListeners {
  /** Called when a source has connected. */
  readonly onConnect?: (source: SourceOutcome) => void;
  /** Called when a source has gone; what it came to is complete then. */
  readonly onDisconnect?: (source: SourceOutcome) => void;
}

/** The sources that a destination has had, by what its task tells of them. */
export class Sources {
  readonly #known = new Map<number, SourceOutcome>();
  readonly #listeners: SourceListeners;

  constructor(listeners: SourceListeners = {}) {
    this.#listeners = listeners;
  }

  /** @returns the second that a record tells of, if it does */
  tell(record: TaskRecord): DestinationSecond | undefined {
    if (record.type === 'second') return destinationSecond(record, this.#continue(record).peer);
    if (record.type === 'connected') this.#connect(record);
    if (record.type === 'disconnected') this.#disconnect(record);
    return undefined;
  }

  /** One of each source that came, in their order. */
  results(): readonly SourceOutcome[] {
    return [...this.#known.values()];
  }

  #connect(record: TaskRecord): void {
    const source = this.#keep(newcomer(record));
    this.#listeners.onConnect?.(source);
  }

  #continue(record: TaskRecord): SourceOutcome {
    return this.#keep(continued(record, this.#sourceOf(record)));
  }

  #disconnect(record: TaskRecord): void {
    const source = this.#keep(ended(record, this.#sourceOf(record)));
    this.#listeners.onDisconnect?.(source);
  }

  #sourceOf(record: TaskRecord): SourceOutcome {
    return this.#known.get(record.source as number) ?? newcomer(record);
  }

  #keep(source: SourceOutcome): SourceOutcome {
    this.#known.set(source.source, Object.freeze(source));
    return source;
  }
}

type Figures = Readonly<Record<'source' | 'at' | 'elapsed' | 'bytes' | 'pages', number>>;

const newcomer = (record: TaskRecord): SourceOutcome => ({
  source: record.source as number,
  peer: String(record.peer),
  connected: true,
  elapsed: 0,
  bytes: 0,
  bandwidth: Number.NaN,
  pages: 0,
  latency: new Latency(new Map(), 0, 0),
});

function continued(record: TaskRecord, before: SourceOutcome): SourceOutcome {
  const { at, bytes, pages } = record as Figures & TaskRecord;
  const all = { elapsed: at, bytes: before.bytes + bytes, pages: before.pages + pages };
  return { ...before, ...all, bandwidth: all.bytes / at, latency: before.latency.merge(latencyOf(record, 'latency')) };
}

function ended(record: TaskRecord, before: SourceOutcome): SourceOutcome {
  const { elapsed, bytes, pages } = record as Figures & TaskRecord;
  const error = record.error === undefined ? {} : { error: String(record.error) };
  const figures = { elapsed, bytes, pages, bandwidth: bytes / elapsed, latency: latencyOf(record, 'latency') };
  return { ...before, connected: false, ...figures, ...error };
}

/**
 * What gathers: one instrument with its phases. Those of vmlab are such, and so are those of one's own.
 */
import type { Host } from '../../host/host.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Vm } from '../../lab/vm/vm.ts';
import type { GatherSeries, GatherTable } from '../result/table.ts';
import type { GatherSection } from '../section.ts';

/**
 * An instrument. Its phases are called in their order, each once a run and with a time limit; what fails or hangs is named in the result, and the others
 * go on.
 *
 * @example
 * const { readFile, writeFile } = await import('fs/promises');
 * let loadAverage = '';
 * const load: Collector = {
 *   name: 'load',
 *   start: async () => undefined,
 *   stop: async () => {
 *     loadAverage = await readFile('/proc/loadavg', 'utf8');
 *   },
 *   write: (directory) => writeFile(`${directory}/loadavg.txt`, loadAverage),
 *   parse: async (directory) => {
 *     const minute = Number.parseFloat(await readFile(`${directory}/loadavg.txt`, 'utf8'));
 *     const columns = [{ key: 'minute', name: 'last minute' }];
 *     return { tables: [{ section: 'load', columns, rows: [{ name: 'host', values: { minute } }] }] };
 *   },
 *   cost: () => ({ cpuSeconds: Number.NaN, bytes: loadAverage.length, dropped: 0 }),
 * };
 * await gather.session({ collectors: ['cpu', load], duration: '10s' }).run();
 */
export interface Collector {
  /** Letters, digits, `-`, `_`: its raw output is in the directory of this name. */
  readonly name: string;
  /** Resolves once it measures. Rejects where it cannot: with an UnsupportedError, the reason is told as such. */
  start(context: CollectorContext): Promise<void>;
  /** Ends the measuring; nothing is written yet. Rejects where it died meanwhile: what it has until then is written still. */
  stop(): Promise<void>;
  /** Writes what it has to a directory of its own, which is there and empty, unparsed. */
  write(directory: string): Promise<void>;
  /** Reads that, in another process perhaps, where it was never started. */
  parse(directory: string): Promise<ParsedOutput>;
  /** What it cost, once it has stopped. */
  cost(): CollectorCost;
}

/** What a collector is told. */
export interface CollectorContext {
  readonly lab: Lab;
  /** Where the VMs are: this machine, or dom0. */
  readonly host: Host;
  /** How the host's own row is called. */
  readonly hostName: string;
  /** Those that are there now, open; they come and go. */
  readonly vms: () => Promise<readonly Vm[]>;
  /** What was asked for, for who finds VMs itself: handles, or a pattern of names. */
  readonly wanted: readonly Vm[] | string;
  readonly sections: readonly GatherSection[];
  /** In s. */
  readonly interval: number;
  /** Bytes that it may keep in memory. What does not fit is counted as dropped. */
  readonly limit: number;
  /** Cache hits and misses by domain; false: by CPU as well. */
  readonly sumCache: boolean;
  /** Aborted when the run is given up, or a phase of this collector took too long: whatever it holds is to be let go. */
  readonly signal: AbortSignal;
}

/** What measuring cost. */
export interface CollectorCost {
  /** Of its own threads and programs; NaN: not known. */
  readonly cpuSeconds: number;
  /** Kept in memory at the end. */
  readonly bytes: number;
  /** Samples, or lines, that did not fit. */
  readonly dropped: number;
}

/** What a collector has to say. */
export interface ParsedOutput {
  readonly tables: readonly GatherTable[];
  /** Over time. */
  readonly series?: readonly GatherSeries[];
  /** What is not there, and why: a sentence each. */
  readonly missing?: readonly string[];
}

export const NO_COST: CollectorCost = Object.freeze({ cpuSeconds: Number.NaN, bytes: 0, dropped: 0 });

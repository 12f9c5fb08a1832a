/** Instruments that do what a test wants, and runs of them without a lab. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collector, CollectorContext } from '../../../lib/gather/collector/collector.ts';
import { factsFor } from '../../../lib/gather/session/facts.ts';
import { type Gathering, startGathering } from '../../../lib/gather/session/gathering.ts';
import { Runner } from '../../../lib/gather/session/runner.ts';
import { memoryHost } from '../../../lib/host/memory.ts';
import { createLab } from '../../../lib/lab/lab.ts';
import type { Vm } from '../../../lib/lab/vm/vm.ts';

/** Counts to three, and says so; what `phases` has is done in place. */
export function fakeCollector(name: string, phases: Partial<Collector> = {}): Collector & { readonly done: string[] } {
  const done: string[] = [];
  const column = { key: 'countedPages', name: 'counted', unit: 'pages' };
  return {
    name,
    done,
    start: async () => void done.push('start'),
    stop: async () => void done.push('stop'),
    write: async (directory) => {
      done.push('write');
      await writeFile(join(directory, 'count.txt'), '3');
    },
    parse: async (directory) => {
      const countedPages = Number(await readFile(join(directory, 'count.txt'), 'utf8'));
      return { tables: [{ section: name, columns: [column], rows: [{ name: 'vm1', values: { countedPages } }] }] };
    },
    cost: () => ({ cpuSeconds: 0.25, bytes: 1, dropped: 0 }),
    ...phases,
  };
}

export interface FakeRun {
  readonly collectors: readonly Collector[];
  readonly vms?: readonly Vm[];
  /** In s. */
  readonly patience?: number;
  readonly argv?: readonly string[];
  readonly signal?: AbortSignal;
}

/** A lab that is never opened: whoever touches it fails. */
const lab = createLab(() => {
  throw new Error('no test needs this machine');
});

export const fakeContext = (change: Partial<CollectorContext> = {}): CollectorContext => ({
  lab,
  host: memoryHost(),
  hostName: 'node1',
  vms: async () => [],
  wanted: '*',
  sections: ['cpu', 'disk', 'network', 'memory', 'cache', 'pressure', 'schedule'],
  interval: 0.01,
  limit: 2 ** 20,
  sumCache: true,
  signal: new AbortController().signal,
  ...change,
});

export const startFake = ({ collectors, vms = [], patience = 5, argv, signal }: FakeRun): Promise<Gathering> =>
  startGathering({
    context: fakeContext({ sections: [], vms: async () => vms, ...(signal && { signal }) }),
    facts: factsFor('local:', 'node1'),
    runner: new Runner(collectors, patience),
    argv,
    release: async () => undefined,
  });

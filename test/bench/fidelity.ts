import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from '../../lib/replay/replay.ts';
import type { ReplayResult } from '../../lib/replay/result.ts';
import { totals } from '../../lib/trace/totals.ts';
import { createTrace, type Resource } from '../../lib/trace/trace.ts';
import { type Figure, print } from './support/figure.ts';
import { quietly } from './support/quietly.ts';
import { column, replayOf } from './support/replay-of.ts';

const STEPS = 60;
const MB = 1e6;
const interval = new Float64Array(STEPS).fill(1);

/** How true each resource is, alone, against the kernel's counters. */
export async function benchFidelity(): Promise<void> {
  await benchCpu();
  for (const resource of ['read', 'write', 'tx'] as const) await benchBytes(resource);
  await benchMemory();
  for (const row of [2, 4]) await benchRecorded(row);
}

async function benchCpu(): Promise<void> {
  const trace = createTrace('cpu', { interval, cpu: column(STEPS, [0.1, 1.5]) });
  const run = await quiet('CPU', trace.cpu, () => replayOf(trace, (it) => it.subtractOverhead()));
  print(errors(run, 'cpu', { total: 0.5, wape: 1.5 }));
}

async function benchBytes(resource: 'read' | 'write' | 'tx'): Promise<void> {
  const trace = createTrace(resource, { interval, [resource]: column(STEPS, [1 * MB, 40 * MB]).map(Math.round) });
  const run = await quiet(resource, interval, () => replayOf(trace));
  print(errors(run, resource, { total: 0.5, wape: 2 }));
}

async function benchMemory(): Promise<void> {
  const trace = createTrace('memory', {
    interval,
    memory: column(STEPS, [64 * 2 ** 20, 512 * 2 ** 20]).map(Math.round),
  });
  const { target, achieved } = await quiet('memory', interval, () => replayOf(trace));
  const excess = target.memory.map(
    (bytes, step) => Math.abs((achieved.memory[step] as number) - bytes) / Math.max(bytes * 0.01, 4 * 2 ** 20),
  );
  print([{ name: 'memory, worst step, as a share of (1 % or 4 MiB)', value: Math.max(...excess), unit: '', most: 1 }]);
}

/** The first 120 rows of a real recording of small VMs. */
async function benchRecorded(row: number): Promise<void> {
  const file = join(import.meta.dirname, '../../../shared/data/replay_tools/record.csv');
  if (!existsSync(file)) return console.log(`  not measured: ${file} is not here`);
  const builder = replay.fromCsv(file).row(row).only('cpu').subtractOverhead();
  const { interval: steps } = await builder.trace();
  const seconds = steps.slice(0, 120).reduce((sum, step) => sum + step, 0);
  const run = await quiet(`record.csv row ${row}`, new Float64Array([seconds * 0.1]), () =>
    builder.slice(0, seconds).run(),
  );
  print(errors(run, 'cpu', { wape: 5 }));
}

const quiet = async (name: string, asked: Float64Array, measure: () => Promise<ReplayResult>): Promise<ReplayResult> =>
  (
    await quietly(
      name,
      asked.reduce((sum, value) => sum + value, 0),
      async () => {
        const value = await measure();
        return { value, own: totals(value.achieved).cpu ?? 0 };
      },
    )
  ).value;

function errors(
  { fidelity, lateness }: ReplayResult,
  resource: Resource,
  bars: { total?: number; wape: number },
): Figure[] {
  const { totalRatio, wape } = fidelity[resource] as NonNullable<(typeof fidelity)[Resource]>;
  return [
    { name: `${resource} total error`, value: Math.abs(totalRatio - 1) * 100, unit: '%', most: bars.total },
    { name: `${resource} WAPE`, value: wape * 100, unit: '%', most: bars.wape },
    { name: 'lateness p99', value: lateness.p99 * 1000, unit: 'ms' },
  ];
}

/**
 * Cache references and misses, by perf: where the CPU counts them. Inside most VMs it does not.
 */
import { join } from 'node:path';
import { readText, writeText } from '../../../host/local/files.ts';
import { spawnProgram } from '../../../host/local/spawn.ts';
import { type Collector, type CollectorContext, type CollectorCost, NO_COST } from '../../collector/collector.ts';
import { sumOfKnown } from '../../raw/growth.ts';
import { LARGEST_FILE, readJson, writeJson } from '../../raw/json-file.ts';
import { ProgramOutput, type StartProgram } from '../../raw/program-output.ts';
import { type PerfTarget, perfArguments } from './arguments.ts';
import type { CacheIndex } from './cache-index.ts';
import { cacheOutput } from './output.ts';
import { reasonAgainst } from './probe.ts';
import { type PerfTargets, targetsOf } from './targets.ts';

const INDEX = 'targets.json';

/** @param start of programs: of this machine unless told */
export function cache(start: StartProgram = spawnProgram): Collector {
  let index: CacheIndex = { ...NOBODY, unsupported: null };
  let outputs: ProgramOutput[] = [];
  let cost: CollectorCost = NO_COST;
  return {
    name: 'cache',
    async start(context) {
      const unsupported = (await reasonAgainst(context.host)) ?? null;
      index = { ...(unsupported === null ? await targetsOf(context) : NOBODY), unsupported };
      outputs = await startAll(index.targets, context, start);
    },
    async stop() {
      const failures = await Promise.all(outputs.map((output) => output.end(PATIENCE_S)));
      cost = costOf(outputs);
      const failed = failures.find((failure) => failure !== undefined);
      if (failed !== undefined) throw new Error(`perf: ${failed}`);
    },
    async write(directory) {
      await writeJson(join(directory, INDEX), index);
      for (const [number, { lines }] of outputs.entries())
        await writeText(
          join(directory, fileOf(number)),
          lines.map((line) => `${line}\n`),
        );
    },
    async parse(directory) {
      const told = await readJson<CacheIndex>(join(directory, INDEX), ['targets', 'uncounted', 'unsupported']);
      const files = told.targets.map((_, number) => join(directory, fileOf(number)));
      return cacheOutput(told, await Promise.all(files.map((file) => readText(file, LARGEST_FILE))));
    },
    cost: () => cost,
  };
}

const NOBODY: PerfTargets = { targets: [], uncounted: [] };

/** perf ends with its standard input, and prints its last interval then. */
const PATIENCE_S = 5;

const fileOf = (number: number): string => `perf-${number}.csv`;

/** Where one cannot be started, those before it do not go on. */
async function startAll(
  targets: readonly PerfTarget[],
  { interval, sumCache, limit, signal }: CollectorContext,
  start: StartProgram,
): Promise<ProgramOutput[]> {
  const outputs: ProgramOutput[] = [];
  const endAll = () => outputs.map((output) => output.end(0));
  signal.addEventListener('abort', () => void endAll(), { once: true });
  try {
    for (const target of targets)
      outputs.push(
        new ProgramOutput(await start(perfArguments(target, { interval, byCpu: !sumCache })), limit / targets.length),
      );
  } catch (error) {
    await Promise.all(endAll());
    throw error;
  }
  return outputs;
}

const costOf = (outputs: readonly ProgramOutput[]): CollectorCost => ({
  cpuSeconds: sumOfKnown(outputs.map(({ cpuSeconds }) => cpuSeconds)),
  bytes: outputs.reduce((sum, { bytes }) => sum + bytes, 0),
  dropped: outputs.reduce((sum, { dropped }) => sum + dropped, 0),
});

/**
 * What domains of Xen use, as xentop prints it on dom0.
 */
import { join } from 'node:path';
import { readText, writeText } from '../../../host/local/files.ts';
import { spawnProgram } from '../../../host/local/spawn.ts';
import { type Collector, type CollectorCost, NO_COST } from '../../collector/collector.ts';
import { parsers } from '../../parsers/parsers.ts';
import { LARGEST_FILE, readJson, writeJson } from '../../raw/json-file.ts';
import { ProgramOutput, type StartProgram } from '../../raw/program-output.ts';
import { inDom0 } from './program.ts';
import { wantedNames } from './wanted.ts';
import { xentopOutput } from './xentop-output.ts';
import type { XentopTimes } from './xentop-times.ts';

const OUTPUT = 'xentop.txt';
const TIMES = 'times.json';

/** @param start of programs: of this machine unless told */
export function xentop(start: StartProgram = spawnProgram): Collector {
  let output: ProgramOutput | undefined;
  let told: Omit<XentopTimes, 'heads'> = { hostName: 'dom0', wanted: '*' };
  let cost: CollectorCost = NO_COST;
  return {
    name: 'xentop',
    async start(context) {
      const { lab, hostName, interval, limit, signal } = context;
      told = { hostName, wanted: wantedNames(context) };
      const argv = ['xentop', '-b', '-f', '-d', String(Math.max(1, Math.round(interval)))];
      const program = new ProgramOutput(await start(inDom0(lab.uri, argv)), limit);
      output = program;
      signal.addEventListener('abort', () => void program.end(0), { once: true });
    },
    async stop() {
      if (output === undefined) return;
      const failure = await output.end(0);
      const { cpuSeconds, bytes, dropped } = output;
      cost = { cpuSeconds, bytes, dropped };
      if (failure !== undefined) throw new Error(`xentop: ${failure}`);
    },
    async write(directory) {
      const { lines, times } = output ?? { lines: [], times: [] };
      const heads = times.filter((_, index) => HEAD.test(lines[index] as string));
      await writeJson(join(directory, TIMES), { heads, ...told });
      await writeText(
        join(directory, OUTPUT),
        lines.map((line) => `${line}\n`),
      );
    },
    async parse(directory) {
      const times = await readJson<XentopTimes>(join(directory, TIMES), ['heads', 'hostName', 'wanted']);
      const file = join(directory, OUTPUT);
      return xentopOutput(parsers.xentop(await readText(file, LARGEST_FILE), { file }), times);
    },
    cost: () => cost,
  };
}

const HEAD = /^\s*NAME\s+STATE\s/;

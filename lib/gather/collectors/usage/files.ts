/**
 * A recording of VMs on disk: its columns as tidy CSV, which pandas, R and `replay.fromCsv` read, and what is told of it as JSON.
 */
import { join } from 'node:path';
import { fileSource, writeText } from '../../../host/local/files.ts';
import type { FleetFacts } from '../../../record/fleet/recording.ts';
import { readTidy } from '../../../trace/format/tidy/read.ts';
import { writeTidy } from '../../../trace/format/tidy/write.ts';
import { createTrace, type Trace } from '../../../trace/trace.ts';
import { readJson, writeJson } from '../../raw/json-file.ts';

const FACTS = 'recording.json';
const TRACES = 'recording.csv';

/** What the CSV does not tell. */
interface StoredFacts extends Omit<FleetFacts, 'traces'> {
  readonly vms: readonly string[];
  readonly steps: number;
}

/** @throws HostError */
export async function writeUsage(directory: string, { traces, ...facts }: FleetFacts): Promise<void> {
  const { host, start, interval, lateness, notes, measuredBy } = facts;
  const steps = traces[0]?.interval.length ?? 0;
  const vms = traces.map(({ name }) => name);
  await writeJson(join(directory, FACTS), { start, interval, steps, vms, host, lateness, notes, measuredBy });
  await writeText(join(directory, TRACES), writeTidy({ traces }));
}

/** @throws HostError, InputError */
export async function readUsage(directory: string): Promise<FleetFacts> {
  const stored = await readJson<StoredFacts>(join(directory, FACTS), ['vms', 'steps', 'interval', 'notes']);
  const { vms, steps, lateness, ...facts } = stored;
  return { ...facts, lateness: withoutNull(lateness), traces: await readTraces(directory, stored) };
}

/** A file without steps has no rows. */
async function readTraces(directory: string, { vms, steps }: StoredFacts): Promise<readonly Trace[]> {
  if (steps === 0) return vms.map((name) => createTrace(name, { interval: new Float64Array() }));
  if (vms.length === 0) return [];
  return (await readTidy(fileSource(join(directory, TRACES)))).recording.traces;
}

/** `NaN`, "not known", is null in JSON. */
const withoutNull = (lateness: FleetFacts['lateness']): FleetFacts['lateness'] =>
  Object.fromEntries(
    Object.entries(lateness).map(([name, value]) => [name, value ?? Number.NaN]),
  ) as unknown as FleetFacts['lateness'];

/**
 * From what a script said to data: reads the files, joins, shapes, subtracts; then decides.
 */

import { InputError } from '../core/errors.ts';
import { parseRate } from '../core/units.ts';
import { available } from '../host/local/capacity.ts';
import { fileSource } from '../host/local/files.ts';
import { localHost } from '../host/local/host.ts';
import { type Reported, reported } from '../report/reported.ts';
import type { Description } from '../trace/format/description.ts';
import { readMemoryRecord } from '../trace/format/memory-record.ts';
import { describe, type ReadOptions, readTrace } from '../trace/format/read.ts';
import type { Trace } from '../trace/trace.ts';
import { withMemory } from '../trace/with-memory.ts';
import { descriptionReport } from './description.ts';
import { type GuestVm, openGuestVm } from './guest/guest-vm.ts';
import { makePlan, type Plan } from './plan.ts';
import type { Capacity } from './reach.ts';
import { applyShapes } from './shape.ts';
import type { ReplaySpec } from './spec.ts';

export const describeSource = async ({ file, options }: ReplaySpec): Promise<Description & Reported> =>
  reported(await describe(fileSource(file), options), descriptionReport);

export async function traceOf(spec: ReplaySpec): Promise<Trace> {
  return (await readShaped(spec)).trace;
}

export async function planOf(spec: ReplaySpec): Promise<Plan> {
  const { trace, notes } = await readShaped(spec);
  const overhead = await overheadOf(spec);
  const guest = await openGuestVm(spec.vm);
  const capacity = await capacityFor(spec, guest);
  const pace = spec.overhead?.by === 'group' ? 'group' : 'own';
  const where = guest ? [inGuestNote(spec, guest)] : [];
  return makePlan({ ...spec, trace, notes: [...notes, ...where], overhead, capacity, pace });
}

async function readShaped({
  file,
  row,
  options,
  memoryFrom,
  shapes,
}: ReplaySpec): Promise<{ trace: Trace; notes: string[] }> {
  const { trace: read, repairs } = await readRow(file, row, options);
  const joined = memoryFrom === undefined ? read : withMemory(read, await readMemoryRecord(fileSource(memoryFrom)));
  const notes = repairs.map(({ kind, count, meaning }) => `${file}: ${kind}: ${count} ${meaning}`);
  return { trace: applyShapes(joined, shapes), notes };
}

async function overheadOf({ overhead, options }: ReplaySpec): Promise<Trace | undefined> {
  if (overhead?.by !== 'file') return undefined;
  return (await readRow(overhead.file, overhead.row, options)).trace;
}

/** What the machine has that the loads run on: the guest, or this one. */
async function capacityFor({ network }: ReplaySpec, guest?: GuestVm): Promise<Capacity> {
  const { cpu, memory } = guest ? await sizeOf(guest) : await available(localHost());
  return { cpu, memory, ...(network?.capacity === undefined ? {} : { tx: parseRate(network.capacity) }) };
}

async function sizeOf({ domain }: GuestVm): Promise<{ cpu: number; memory: number }> {
  const { vcpus, memory } = await domain.info();
  return { cpu: vcpus, memory };
}

function inGuestNote({ overhead }: ReplaySpec, { domain, guest }: GuestVm): string {
  const loop =
    overhead === undefined
      ? 'the loads follow the recording inside'
      : 'CPU is held to the recording as the host sees it';
  return `runs in the guest of ${domain.name}, reached by ${guest.by}; measured on its host; ${loop}`;
}

/** Where a recording holds one VM, nobody has to say which. */
async function readRow(file: string, row: number | string | undefined, options: ReadOptions) {
  if (row !== undefined) return readTrace(fileSource(file), row, options);
  const { domains } = await describe(fileSource(file), options);
  if (domains.length === 1) return readTrace(fileSource(file), 1, options);
  const listed = domains.map((vm) => `${vm.row} ${vm.name}`).join(', ');
  throw new InputError({
    file,
    expected: 'a row: this recording holds several VMs',
    received: 'none',
    advice: `It has: ${listed}`,
  });
}

/**
 * Puts the parts of a recording together: who is there, what is read of them, and what is kept of it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { anySignal } from '../../core/any-signal.ts';
import { monotonic } from '../../core/clock.ts';
import { reasonOf } from '../../core/undo.ts';
import { hostFacts } from '../../host/local/facts.ts';
import { Chain, leadFor } from './chain.ts';
import { latenessOf } from './lateness.ts';
import type { Ledger } from './ledger.ts';
import type { MeteredVm } from './meters.ts';
import type { NoteLog } from './notes.ts';
import type { FleetSpec } from './options.ts';
import { probingOf } from './probing.ts';
import { createFleetRecording, type FleetRecording } from './recording.ts';
import type { Roster } from './roster.ts';
import { startForgiving } from './start-forgiving.ts';
import type { FleetStep } from './step.ts';

export interface Fleet {
  readonly spec: FleetSpec;
  readonly notes: NoteLog;
  readonly ledger: Ledger;
  readonly roster: Roster;
  readonly onStep?: (step: FleetStep) => void;
}

/** How long answers are waited for before the first step, and while it is recorded: those who answer later join at a later look. */
const FIRST_PATIENCE_S = 60;
const PATIENCE_S = 1;

/** Records to the end, or until the signal. @throws the signal's reason where it came before the first step began */
export async function runFleet(fleet: Fleet, signal: AbortSignal): Promise<FleetRecording> {
  const vms = (await fleet.roster.look({ patience: FIRST_PATIENCE_S, signal })) ?? [];
  signal.throwIfAborted();
  expectAll(fleet);
  const probing = probingOf(vms);
  const origin = monotonic() + leadFor(probing);
  const start = new Date(Date.now() + Number(origin - monotonic()) / 1e6).toISOString();
  const chain = startChain(fleet, origin);
  chain.read(probing);
  await follow(fleet, chain, signal);
  return recordingOf(fleet, start);
}

/** VMs that are listed have a trace, even if there is never anything to tell of one. */
const expectAll = ({ roster, ledger }: Fleet): void => {
  for (const name of roster.names) ledger.expect(name);
};

function startChain({ spec, ledger, onStep }: Fleet, origin: bigint): Chain {
  const grid = { origin, interval: spec.interval, samples: spec.steps + 1 };
  return new Chain(grid, {
    start: startForgiving,
    now: monotonic,
    take: (probing, sample) => {
      ledger.take(probing, sample);
      if (sample.index > 0) onStep?.(ledger.last());
    },
  });
}

/** Until the chain ends; who comes meanwhile is read, too. */
async function follow(fleet: Fleet, chain: Chain, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const stop = () => chain.stop();
  signal.addEventListener('abort', stop, { once: true });
  const looking = keepLooking(fleet, chain, anySignal(over.signal, signal));
  try {
    await chain.done;
  } finally {
    signal.removeEventListener('abort', stop);
    over.abort();
    await looking;
  }
}

async function keepLooking(fleet: Fleet, chain: Chain, signal: AbortSignal): Promise<void> {
  let wanted: readonly MeteredVm[] | undefined;
  for (;;) {
    await wait(fleet.spec.refresh * 1000, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    wanted = (await fleet.roster.look({ patience: PATIENCE_S, signal })) ?? wanted;
    if (signal.aborted) return;
    if (wanted && tryToRead(fleet, chain, wanted)) wanted = undefined;
  }
}

/** Where the system refuses (too many open files), those who were read before are read on. */
function tryToRead(fleet: Fleet, chain: Chain, vms: readonly MeteredVm[]): boolean {
  expectAll(fleet);
  try {
    chain.read(probingOf(vms));
    return true;
  } catch (error) {
    fleet.notes.add({ event: 'unreadable', step: fleet.ledger.steps, reason: reasonOf(error) });
    return false;
  }
}

const recordingOf = ({ spec, ledger, notes }: Fleet, start: string): FleetRecording =>
  createFleetRecording({
    host: hostFacts(),
    start,
    traces: ledger.traces(),
    interval: spec.interval,
    lateness: latenessOf(ledger.lateness()),
    measuredBy: ledger.measuredBy(),
    notes: notes.list(),
  });

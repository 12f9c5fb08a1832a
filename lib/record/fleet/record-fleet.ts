/**
 * Records what many VMs use, from the kernel's counters, on absolute deadlines: on one native thread, however many VMs there are. They may
 * come, go, be restarted, and move away meanwhile.
 */
import { eventsOf } from '../../core/events-of.ts';
import { reasonOf } from '../../core/undo.ts';
import { Ledger } from './ledger.ts';
import type { Members } from './member.ts';
import { NoteLog } from './notes.ts';
import { type FleetOptions, fleetSpec } from './options.ts';
import type { FleetRecording } from './recording.ts';
import { Roster } from './roster.ts';
import { runFleet } from './run-fleet.ts';
import type { FleetStep } from './step.ts';

/**
 * Records VMs until `for` is over, or `signal` ends it: that is no failure, the recording has what was recorded until then.
 *
 * CPU, disks and network are what their counters grew by in a step, memory is what they said at its end. A VM has NaN before it came, in the step in
 * which it did, and after it went; one that is restarted, or comes back, goes on under its name.
 *
 * @param members the VMs, or who tells which there are: they are asked again every `refresh`, and so is a VM whose counters vanished
 * @param onStep called after each step
 * @throws the signal's reason where it was aborted before the start; InputError for options, and for two VMs of one name
 * @throws UnsupportedError without the native addon
 * @example const recording = await recordFleet([await driver.domain('vm1'), await driver.domain('vm2')], { interval: '1s', for: '1min' });
 */
export async function recordFleet(
  members: Members,
  options: FleetOptions = {},
  onStep?: (step: FleetStep) => void,
): Promise<FleetRecording> {
  const spec = fleetSpec(options);
  const { signal = new AbortController().signal } = options;
  signal.throwIfAborted();
  const notes = new NoteLog();
  const ledger = new Ledger(spec.interval, notes);
  const roster = new Roster(members, ({ vm, error }) => {
    const event = vm === undefined ? 'not listed' : 'unreadable';
    notes.add({ vm, event, step: ledger.steps, reason: reasonOf(error) });
  });
  return runFleet({ spec, notes, ledger, roster, onStep }, signal);
}

/** The same, step by step. Leaving the loop ends the recording. @example for await (const { vms } of watchFleet(domains)) console.table(vms); */
export const watchFleet = (members: Members, options: FleetOptions = {}): AsyncGenerator<FleetStep> =>
  eventsOf((signal, tell) => recordFleet(members, { ...options, signal }, tell), options.signal);

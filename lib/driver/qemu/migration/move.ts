import { setTimeout as wait } from 'node:timers/promises';
import { resolvers } from '../../../core/resolvers.ts';
import type { MemoryComparison } from '../../migration/memory-comparison.ts';
import type { MigrationProgress } from '../../migration/progress.ts';
import type { MigrationSpec } from '../../migration/spec.ts';
import type { QmpEvent } from '../qmp/message.ts';
import { listenTo, runState, type Sides } from './sides.ts';

/** A migration under way: what is known of it so far. */
export interface Move extends Sides {
  readonly spec: MigrationSpec;
  /** False: the guest is paused, and stays so at the destination. */
  readonly wasRunning: boolean;
  /** When it began: by the events' clock in s, by performance.now() in ms. */
  readonly began: { readonly wall: number; readonly monotonic: number };
  readonly progress: MigrationProgress[];
  readonly events: { readonly source: readonly QmpEvent[]; readonly destination: readonly QmpEvent[] };
  /** Resolves when the destination runs. */
  readonly resumed: Promise<void>;
  postcopyStarted: boolean;
  /** The guest is the destination's: the source never runs again. */
  handedOver: boolean;
  recoveries: number;
  /** The last time that something was sent: all that was, in bytes, and when, by performance.now(). */
  sent: { readonly bytes: number; readonly at: number };
  comparison?: MemoryComparison;
  /** Resolves after `ms`, or as soon as either side has something to say. */
  nextLook(ms: number): Promise<void>;
  stopListening(): void;
}

export async function openMove({ source, destination }: Sides, spec: MigrationSpec): Promise<Move> {
  const wasRunning = (await runState(source)) === 'running';
  const [here, there] = [listenTo(source), listenTo(destination)];
  const resumed = resolvers<void>();
  let changed = resolvers<void>();
  const pulse = ({ name }: QmpEvent) => {
    if (name !== 'MIGRATION') return;
    changed.resolve();
    changed = resolvers<void>();
  };
  const watching = [
    source.qmp.onEvent(pulse),
    destination.qmp.onEvent(pulse),
    destination.qmp.onEvent(({ name }) => name === 'RESUME' && resumed.resolve()),
  ];
  return {
    source,
    destination,
    spec,
    wasRunning,
    began: { wall: Date.now() / 1000, monotonic: performance.now() },
    progress: [],
    events: { source: here.events, destination: there.events },
    resumed: resumed.promise,
    postcopyStarted: false,
    handedOver: false,
    recoveries: 0,
    sent: { bytes: 0, at: performance.now() },
    nextLook: (ms) => Promise.race([wait(ms), changed.promise]),
    stopListening: () => {
      for (const stop of [here.stop, there.stop, ...watching]) stop();
    },
  };
}

/**
 * The figures of a migration from what both sides told.
 */
import type { MigrationFigures, PostcopyFigures } from '../../migration/figures.ts';
import { iterationsOf } from '../../migration/iterations.ts';
import { type Emulator, knownLosses } from '../../migration/known-loss.ts';
import type { GuestState } from '../../migration/options.ts';
import type { Survivor } from '../../migration/survivor.ts';
import type { Move } from './move.ts';
import { outageOf } from './outage.ts';
import type { MigrationReply } from './reply.ts';

export interface Ended {
  /** The last that each side told of the migration; nothing where it is gone. */
  readonly source: MigrationReply;
  readonly destination: MigrationReply;
  readonly guest: GuestState;
  readonly survivor: Survivor;
}

export function figuresOf(move: Move, { source, destination, guest, survivor }: Ended): MigrationFigures {
  const { checker: _, through: __, ...spec } = move.spec;
  const seconds = (ms = Number.NaN) => ms / 1000;
  return {
    spec,
    total: seconds(source['total-time']),
    setup: seconds(source['setup-time']),
    downtime: seconds(source.downtime),
    outage: outageOf(move.events),
    transferred: source.ram?.transferred ?? move.progress.at(-1)?.transferred ?? 0,
    iterations: iterationsOf(move.progress, passStarts(move)),
    progress: move.progress,
    postcopy: postcopyOf(move, source, destination),
    guest,
    ...(move.comparison && { memory: move.comparison }),
    survivor,
    warnings: knownLosses(emulatorsOf(move)),
    log: { source: move.source.log(), destination: move.destination.log() },
  };
}

const postcopyOf = (move: Move, source: MigrationReply, destination: MigrationReply): PostcopyFigures => ({
  requests: source.ram?.['postcopy-requests'] ?? 0,
  blocktime: (destination['postcopy-blocktime'] ?? Number.NaN) / 1000,
  latency: (destination['postcopy-latency'] ?? Number.NaN) / 1e9,
  recoveries: move.recoveries,
});

/** QEMU says when each began. */
const passStarts = ({ events, began }: Move): Map<number, number> =>
  new Map(
    events.source
      .filter(({ name }) => name === 'MIGRATION_PASS')
      .map(({ data, at }) => [Number(data.pass), at - began.wall]),
  );

const emulatorsOf = ({ source, destination }: Move): Emulator[] =>
  [source, destination].map(({ accelerator, qmp }) => ({ accelerator, version: qmp.version }));

/**
 * The figures of a migration from what libvirt told.
 */
import type { MigrationFigures } from '../../migration/figures.ts';
import { iterationsOf } from '../../migration/iterations.ts';
import { knownLosses } from '../../migration/known-loss.ts';
import type { GuestState } from '../../migration/options.ts';
import type { Survivor } from '../../migration/survivor.ts';
import { versionOf } from '../version.ts';
import { type BothSides, completedJob, type LibvirtEvent, outageOf, passStarts } from './events.ts';
import type { Move } from './move.ts';

export interface Ended {
  readonly guest: GuestState;
  readonly survivor: Survivor;
  readonly notes?: readonly string[];
  /** What is to be read of either side beside its events. */
  readonly log: { readonly source: string; readonly destination: string };
}

export async function figuresOf(move: Move, { guest, survivor, notes = [], log }: Ended): Promise<MigrationFigures> {
  const { checker: _, through: __, ...spec } = move.spec;
  const job = completedJob(move.heard.source) ?? {};
  const seconds = (milliseconds = Number.NaN) => milliseconds / 1000;
  return {
    spec,
    total: seconds(job.time_elapsed),
    setup: seconds(job.setup_time),
    downtime: seconds(job.downtime),
    outage: move.wasRunning ? outageOf(move.heard) : Number.NaN,
    transferred: job.data_processed ?? move.progress.at(-1)?.transferred ?? 0,
    iterations: iterationsOf(move.progress, passStarts(move.heard.source, move.began.wall)),
    progress: move.progress,
    postcopy: postcopyOf(move, job),
    guest,
    survivor,
    warnings: [...knownLosses(await emulatorsOf(move)), ...notes],
    log: {
      source: `${linesOf(move.heard, 'source')}${log.source}`,
      destination: `${linesOf(move.heard, 'destination')}${log.destination}`,
    },
  };
}

/** libvirt does not tell how long the guest waited for a page. */
const postcopyOf = ({ recoveries, progress }: Move, job: Readonly<Record<string, number>>) => ({
  requests: job.memory_postcopy_requests ?? progress.at(-1)?.postcopyRequests ?? Number.NaN,
  blocktime: Number.NaN,
  latency: Number.NaN,
  recoveries,
});

const emulatorsOf = ({ source, destination, xml: { type, emulator } }: Move) =>
  Promise.all(
    [source, destination].map(async (side) => ({
      accelerator: type === 'qemu' ? 'tcg' : type,
      version: await versionOf(side, emulator),
    })),
  );

const linesOf = (heard: BothSides, side: keyof BothSides): string => heard[side].map(lineOf).join('');

const lineOf = ({ at, name, text }: LibvirtEvent): string => `${new Date(at * 1000).toISOString()} ${name}: ${text}\n`;

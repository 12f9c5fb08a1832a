/**
 * The run itself: sample, predict, allocate, apply, a period after the other.
 */
import { reasonOf } from '../../core/undo.ts';
import { beginPeriod, type OpenPeriod, type Parts } from './begin-period.ts';
import { endPeriod, problemsOf, type Taken } from './end-period.ts';
import type { Fault } from './fault.ts';
import type { Pace } from './pace.ts';
import type { PeriodReport } from './period-report.ts';
import type { Plant } from './plant.ts';
import { startRoster } from './roster.ts';
import type { LiveSettings } from './settings.ts';

export interface Watching {
  readonly pace: Pace;
  /** Ends the run: the period that it comes in is not reported. */
  readonly signal: AbortSignal;
  readonly onPeriod: (report: PeriodReport) => void;
  /** Called when limits have gone back, with what was left alone then. */
  readonly onEnd?: (left: readonly Fault[]) => void;
}

/**
 * Runs until the last period or the signal. However it ends, limits go back to what they were.
 *
 * @returns what was left alone then
 * @throws what `onPeriod` throws
 */
export async function runLoop(plant: Plant, settings: LiveSettings, watching: Watching): Promise<Fault[]> {
  const left: Fault[] = [];
  let last = 0;
  const onPeriod = (report: PeriodReport) => {
    last = report.period;
    watching.onPeriod(report);
  };
  try {
    await runPeriods({ plant, settings, roster: startRoster(settings) }, { ...watching, onPeriod });
  } finally {
    for (const { vm, reason } of await plant.restore()) left.push({ period: last, kind: 'restore', vm, reason });
    watching.onEnd?.(left);
  }
  return left;
}

async function runPeriods(parts: Parts, { pace, signal, onPeriod }: Watching): Promise<void> {
  let open: OpenPeriod | undefined;
  let tick = 0;
  for (let at = await pace.reach(0, signal); at !== undefined; at = await pace.reach(tick, signal)) {
    const taken = await sampled(parts.plant);
    parts.roster.observe(taken.sample);
    if (open) onPeriod(endPeriod(open, parts, { taken, next: tick, end: at }));
    if (tick >= parts.settings.periods) return;
    const faults = open ? [] : problemsOf(taken, tick);
    open = await beginPeriod(parts, { period: tick, start: at, faults }, taken.sample);
    tick = pace.next(tick);
  }
}

const sampled = (plant: Plant): Promise<Taken> =>
  plant.sample().then(
    (sample) => ({ sample }),
    (error: unknown) => ({ problem: reasonOf(error) }),
  );

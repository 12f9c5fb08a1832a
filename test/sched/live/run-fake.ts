import { type LiveFigures, liveFigures } from '../../../lib/sched/live/live-figures.ts';
import { runLoop } from '../../../lib/sched/live/loop.ts';
import { type LiveOptions, liveSettings } from '../../../lib/sched/live/options.ts';
import type { Pace } from '../../../lib/sched/live/pace.ts';
import type { PeriodReport } from '../../../lib/sched/live/period-report.ts';
import type { Predictor } from '../../../lib/sched/predictor/predictor.ts';
import type { FakePlant } from './fake-plant.ts';
import { noPace } from './fake-plant.ts';

export const CORES = 2;

/** The use of the period before. */
export const last: Predictor = {
  name: 'last',
  start: () => {
    let estimate = Number.NaN;
    return {
      observe: (used) => {
        if (!Number.isNaN(used)) estimate = used;
      },
      get estimate() {
        return estimate;
      },
    };
  },
};

export interface FakeRun extends LiveFigures {
  readonly reports: readonly PeriodReport[];
}

/** So many periods of a second on a fake plant, without waiting. */
export async function runFake(
  plant: FakePlant,
  options: Partial<LiveOptions> & Pick<LiveOptions, 'policy'>,
  pace: Pace = noPace(),
): Promise<FakeRun> {
  const settings = liveSettings({ predictor: last, interval: 1, for: 10, ...options }, CORES);
  const reports: PeriodReport[] = [];
  const onPeriod = (report: PeriodReport) => {
    reports.push(report);
    options.onPeriod?.(report);
  };
  const signal = options.signal ?? new AbortController().signal;
  const left = await runLoop(plant, settings, { pace, signal, onPeriod, onEnd: options.onEnd });
  return { ...liveFigures(reports, settings, left), reports };
}

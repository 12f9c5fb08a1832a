import { eventsOf } from '../../core/events-of.ts';
import type { LiveOptions } from './options.ts';
import type { PeriodReport } from './period-report.ts';
import { type LiveVms, steer } from './run.ts';

/**
 * Schedules as `sched.run` does, and yields each period as it ends. Leaving the loop ends the run, and limits go back to what they were; `onEnd`
 * is told of those that could not.
 *
 * @throws as `sched.run`
 * @example for await (const period of sched.watch(lab, { predictor: sched.last(), policy: sched.maxMin() })) console.log(String(period));
 */
export const watchLive = (vms: LiveVms, options: LiveOptions): AsyncGenerator<PeriodReport> =>
  eventsOf<PeriodReport>((signal, tell) => {
    const onPeriod = (report: PeriodReport) => {
      options.onPeriod?.(report);
      tell(report);
    };
    return steer(vms, { ...options, signal }, onPeriod);
  }, options?.signal);

import { createChannel } from '../../core/channel.ts';
import type { LiveOptions } from './options.ts';
import type { PeriodReport } from './period-report.ts';
import { type LiveVms, steer } from './run.ts';

/**
 * Schedules as `sched.run` does, and yields each period as it ends. Leaving the loop ends the run, and limits go back to what they were.
 *
 * @throws as `sched.run`
 * @example for await (const period of sched.watch(lab, { predictor: sched.last(), policy: sched.maxMin() })) console.log(String(period));
 */
export async function* watchLive(vms: LiveVms, options: LiveOptions): AsyncGenerator<PeriodReport> {
  const channel = createChannel<PeriodReport>();
  const left = new AbortController();
  const signal = AbortSignal.any(options.signal ? [left.signal, options.signal] : [left.signal]);
  const tell = (report: PeriodReport) => {
    options.onPeriod?.(report);
    channel.push(report);
  };
  const running = steer(vms, { ...options, signal }, tell);
  running.then(
    () => channel.close(),
    (error: unknown) => channel.close(error),
  );
  try {
    yield* channel;
  } finally {
    left.abort();
    await running.catch(() => {});
  }
}

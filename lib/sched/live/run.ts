import { anySignal } from '../../core/any-signal.ts';
import { available } from '../../host/local/capacity.ts';
import { localHost } from '../../host/local/host.ts';
import { type Lab, lab } from '../../lab/lab.ts';
import type { Vm } from '../../lab/vm/vm.ts';
import { checkVms } from './check-vms.ts';
import type { Fault } from './fault.ts';
import { listenToGuests } from './guests.ts';
import { labPlant } from './lab-plant.ts';
import { liveFigures } from './live-figures.ts';
import { type LiveResult, liveResult } from './live-result.ts';
import { runLoop } from './loop.ts';
import { checkOptions, type LiveOptions, liveSettings } from './options.ts';
import { startPace } from './pace.ts';
import type { PeriodReport } from './period-report.ts';
import type { LiveSettings } from './settings.ts';

/** A lab: those of its VMs that are open, each period anew. Or VMs: those of them that are open. */
export type LiveVms = Lab | readonly Vm[];

/**
 * Schedules VMs: each period it reads what they used, predicts what they will, asks the policy, and sets limits. A period is counted to its
 * absolute deadline, and use over the time that really passed.
 *
 * CPU grants become weights (`cpu.weight`, 10000 being the whole host), which act only while there is not enough; `enforce: 'quota'` adds a
 * ceiling at the grant. Use under a ceiling, or on a host that was full, is censored: the policy sees it in `state.demandAtLeast`: when a quota throttled the VM,
 * when tasks of it waited for a CPU for a tenth of the time, or, where the kernel does not record that, when CPUs were busy and it used its grant.
 * A sample that is missed, a VM that appears or ends, a limit that cannot be set, a policy that throws, or answers what cannot be (`NaN`, less than
 * nothing, more than there is), are survived: the last good allocation stays, and the fault is in the report. In the end, by whatever end, limits
 * go back to what they were.
 *
 * An end that was asked for (`for`, `signal`, Ctrl-C) is no failure: the result is what was measured until then.
 *
 * @throws InputError for options that have no sense; UnsupportedError for VMs without a group; what `onPeriod`, `onEnd` or a predictor throws; the reason of a signal that came before the start
 * @example
 * const result = await sched.run(lab, { predictor: sched.ewma(0.7), policy: sched.rescoin(), interval: '8s', for: '10min' });
 * console.log(String(result), result.history.cpu?.grant[0]);
 */
export async function runLive(vms: LiveVms, options: LiveOptions): Promise<LiveResult> {
  const reports: PeriodReport[] = [];
  const { settings, left } = await steer(vms, options, (report) => {
    reports.push(report);
    options.onPeriod?.(report);
  });
  return liveResult(liveFigures(reports, settings, left));
}

/** Runs it, and tells of each period. */
export async function steer(
  vms: LiveVms,
  options: LiveOptions,
  onPeriod: (report: PeriodReport) => void,
): Promise<{ settings: LiveSettings; left: Fault[] }> {
  checkOptions(options);
  options.signal?.throwIfAborted();
  checkVms(vms, options);
  const { session, host, list } = placeOf(vms);
  const settings = liveSettings(options, (await available(host)).cpu);
  return session.during(async (root) => {
    await using guests = listenToGuests(options.memory ?? {}, settings.interval);
    const plant = labPlant({ host, vms: list, guests, settings, disk: options.disk });
    const signal = anySignal(root, options.signal);
    const pace = startPace(settings.interval);
    return { settings, left: await runLoop(plant, settings, { pace, signal, onPeriod, onEnd: options.onEnd }) };
  });
}

const placeOf = (vms: LiveVms) =>
  'vms' in vms
    ? { session: vms.session, host: vms.parts.host, list: () => vms.vms() }
    : { session: lab.session, host: localHost(), list: () => vms };

import type { Host } from '../host/host.ts';
import { tellLine } from '../host/local/status-line.ts';
import { planOf } from './plan.ts';
import type { ExperimentSpec } from './spec.ts';

/** Who ends an experiment before its time is to know that what was done is not lost. */
export async function tellKept(host: Host, spec: ExperimentSpec): Promise<void> {
  const { trials, directory } = await planOf(host, { ...spec, fresh: false });
  const done = trials.filter((trial) => trial.done).length;
  tellLine(`${done} of ${trials.length} trials are kept in ${directory}; run it again to go on`);
}

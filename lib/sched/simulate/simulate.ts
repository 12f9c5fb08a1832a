import type { SimulationInput } from './demand.ts';
import { demandOf } from './demand-of.ts';
import { figuresOf, type SimulationFigures } from './figures.ts';
import { type SimulateOptions, settingsOf } from './options.ts';
import { runPeriods } from './periods.ts';
import { type Simulation, simulationOf } from './simulation.ts';

/**
 * What VMs would have had under a policy: period after period, each VM's need is predicted from what it used, the policy divides the host, and
 * VMs use what they want under what they are granted. What they do not get waits, is lost, or counts as memory pressure, as `unmet` says.
 *
 * A predictor sees use alone; where a VM was held back, policies see that in `state.demandAtLeast`. In a step where a VM was not there, or not
 * recorded (`NaN`), it needs nothing, earns no credit, and its columns are `NaN`. Where a policy grants more than there is, and VMs want it, all
 * get the same part of what they would use; such periods are counted in `violations`.
 *
 * Does no I/O. Same input and seed, same result, to the bit.
 *
 * @throws InputError for what has no sense in the input or the options
 * @throws RunError 'POLICY' where a policy fails, or grants what is no number of 0 or more; it names policy, period and VM
 * @throws what a predictor throws
 * @example
 * const result = sched.simulate(recording, { predictor: sched.ewma(), policy: sched.rescoin(), capacity: { cpu: 4, memory: '16GiB' } });
 * console.log(String(result), result.fairness.jain, result.history?.cpu?.grant[0]);
 */
export const simulate = (input: SimulationInput, options: SimulateOptions): Simulation =>
  simulationOf(figuresFrom(input, options));

/** The figures alone, which can be sent to another thread. */
export function figuresFrom(input: SimulationInput, options: SimulateOptions): SimulationFigures {
  const settings = settingsOf(options);
  const demand = demandOf(input, settings);
  return figuresOf(runPeriods(demand, settings), demand, settings);
}

import type { Arbitrary } from 'fast-check';
import { RunError } from '../../core/errors.ts';
import { eachResource } from '../columns.ts';
import type { Allocation, Policy, State } from '../policy/policy.ts';
import { type CounterExample, counterExampleText } from './counter-example.ts';
import { fc } from './fast-check.ts';
import { isAllocation } from './property/shape.ts';
import { states } from './states.ts';
import { type Property, trialOf } from './trial.ts';

/** How a property is tried: how often, and from which seed. */
export interface CheckOptions {
  /** How many random states each property is tried on; 1000 unless told. */
  readonly runs?: number;
  /** The same seed tries the same states. Another at every run unless told. */
  readonly seed?: number;
  /** As a counter-example gives it: begin there. */
  readonly path?: string;
  /** Other states than `states()`. */
  readonly states?: Arbitrary<State>;
}

/**
 * Tries a property on random states.
 *
 * @throws RunError `COUNTER_EXAMPLE` with the smallest state found in which it does not hold, as its `result`
 */
export function tryProperty(policy: Policy, property: Property, options: CheckOptions = {}): void {
  const { runs = 1000, seed, path, states: drawn = states({ floors: property.floors }) } = options;
  const claim = fc.property(drawn, (state) => complaintOf(policy, property, state) === undefined);
  const found = fc.check(claim, { numRuns: runs, ...(seed !== undefined && { seed }), ...(path && { path }) });
  if (!found.failed) return;
  const [state] = found.counterexample as [State];
  throw failure({
    property: property.name,
    call: property.call ?? `${property.name}()`,
    complaint: complaintOf(policy, property, state) as string,
    trial: { ...trialOf(() => granted(policy, state), state), policy },
    seed: found.seed,
    path: found.counterexamplePath as string,
    runs: found.numRuns,
  });
}

const failure = (result: CounterExample): RunError<CounterExample> =>
  new RunError('COUNTER_EXAMPLE', counterExampleText(result), { result });

/** A policy that throws, or returns no allocation, has no property at all. */
function complaintOf(policy: Policy, property: Property, state: State): string | undefined {
  try {
    const trial = trialOf(policy, state);
    return isAllocation.complaint(trial) ?? property.complaint(trial);
  } catch (error) {
    return `it throws: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** As much of the allocation as there is: `NaN` for what the policy did not say. */
function granted(policy: Policy, state: State): Allocation {
  const nothing = () => new Float64Array(state.names.length).fill(Number.NaN);
  try {
    const allocation = policy(state);
    return eachResource((resource) => allocation?.[resource] ?? nothing());
  } catch {
    return eachResource(nothing);
  }
}

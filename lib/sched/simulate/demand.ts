import { InputError } from '../../core/errors.ts';
import type { Recording, Trace } from '../../trace/trace.ts';
import type { Columns } from '../columns.ts';
import type { Load } from '../load/load.ts';

/** What VMs may be simulated with: what was recorded, or what is made up. */
export type SimulationInput = Recording | Trace | Load | readonly (Trace | Load)[];

/** What VMs want over time, a step after the other. */
export interface Demand {
  readonly names: readonly string[];
  readonly steps: number;
  /** The length of a step, in s: never 0. */
  secondsOf(step: number): number;
  /**
   * From the beginning. Each call of what is returned writes the next step into `into`: cores, bytes, bytes a second; `NaN` where a VM
   * was not there, or not recorded.
   */
  start(into: Columns): () => void;
}

export interface DemandOptions {
  /** The length of the steps that traces are brought to, in s; their own unless told. */
  readonly interval?: number;
  /** For loads that were given none. */
  readonly seed: number;
}

/** @throws InputError where two demands have not the same steps */
export function checkSteps(one: Demand, other: Demand): void {
  const steps = Math.max(one.steps, other.steps);
  for (let step = 0; step < steps; step++) {
    const [first, second] = [one, other].map((demand) => (step < demand.steps ? demand.secondsOf(step) : 0));
    if (first !== second) throw differing(step, first, second);
  }
}

const differing = (step: number, first: number, second: number): InputError =>
  new InputError({
    expected: 'the same steps for all VMs',
    received: `a step ${step + 1} of ${first} s and one of ${second} s`,
    advice: "Say an interval, as in { interval: '1s' }, to bring traces to the same steps",
  });

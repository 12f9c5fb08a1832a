import type { AmountsInput } from '../amounts.ts';
import type { SimulationInput } from '../simulate/demand.ts';
import type { SimulationFigures } from '../simulate/figures.ts';
import type { SimulateOptions } from '../simulate/options.ts';
import { figuresFrom } from '../simulate/simulate.ts';
import { type ChosenPolicy, type ChosenPredictor, loadPolicy, loadPredictor } from './choice.ts';

/** One simulation of a sweep, as data. */
export interface SweepCase {
  readonly predictor: ChosenPredictor;
  readonly policy: ChosenPolicy;
  readonly capacity: AmountsInput;
}

/** What all simulations of a sweep share. */
export interface SweepShared {
  readonly input: SimulationInput;
  readonly options: Omit<SimulateOptions, 'predictor' | 'policy' | 'capacity'>;
}

/** Runs in a worker. */
export async function runCase(one: SweepCase, { input, options }: SweepShared): Promise<SimulationFigures> {
  const [predictor, policy] = await Promise.all([loadPredictor(one.predictor), loadPolicy(one.policy)]);
  return figuresFrom(input, { ...options, predictor, policy, capacity: one.capacity, keep: 'summary' });
}

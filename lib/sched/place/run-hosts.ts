import type { Trace } from '../../trace/trace.ts';
import type { Amounts } from '../columns.ts';
import type { Load } from '../load/load.ts';
import type { SimulationFigures } from '../simulate/figures.ts';
import type { SimulateOptions } from '../simulate/options.ts';
import { figuresFrom } from '../simulate/simulate.ts';
import type { Template } from '../simulate/templates.ts';
import { type ChosenPolicy, type ChosenPredictor, loadPolicy, loadPredictor } from '../sweep/choice.ts';

/** A host with what is on it, as data. */
export interface HostTask {
  readonly name: string;
  readonly capacity: Amounts;
  readonly input: readonly (Trace | Load)[];
  readonly templates: readonly Template[];
}

/** What all hosts share. */
export interface HostsShared {
  readonly predictor: ChosenPredictor;
  readonly policy: ChosenPolicy;
  readonly options: Pick<SimulateOptions, 'interval' | 'seed' | 'unmet'>;
}

/** Runs in a worker: some hosts, one after the other. */
export async function runHosts(tasks: readonly HostTask[], shared: HostsShared): Promise<SimulationFigures[]> {
  const [predictor, policy] = await Promise.all([loadPredictor(shared.predictor), loadPolicy(shared.policy)]);
  return tasks.map(({ name, capacity, input, templates }) => {
    const options = { ...shared.options, predictor, policy, templates, keep: 'summary' as const };
    try {
      return figuresFrom(input, { ...options, capacity: finite(capacity) });
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  });
}

/** What is not scheduled is left out. */
const finite = (capacity: Amounts) =>
  Object.fromEntries(Object.entries(capacity).filter(([, amount]) => amount < Number.POSITIVE_INFINITY));

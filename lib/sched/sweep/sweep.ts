import { inspect } from 'node:util';
import { InputError, RunError } from '../../core/errors.ts';
import { specText } from '../../report/spec-text.ts';
import type { Trace } from '../../trace/trace.ts';
import { type AmountsInput, amountsOf } from '../amounts.ts';
import type { Load } from '../load/load.ts';
import { compare, type SimulationComparison } from '../simulate/compare.ts';
import type { SimulationInput } from '../simulate/demand.ts';
import { namesOf, partsOf } from '../simulate/demand-of.ts';
import type { SimulationFigures } from '../simulate/figures.ts';
import type { SimulateOptions } from '../simulate/options.ts';
import { choosePolicy, choosePredictor, nameOf, type PolicyChoice, type PredictorChoice } from './choice.ts';
import { inOwnThreads, type ThreadOptions } from './in-own-threads.ts';
import type { SweepCase } from './run-case.ts';

/** Every combination of these is simulated. */
export interface SweepSpec extends Omit<SimulateOptions, 'predictor' | 'policy' | 'capacity' | 'keep'> {
  readonly input: SimulationInput;
  readonly predictor: Each<PredictorChoice>;
  readonly policy: Each<PolicyChoice>;
  readonly capacity: AmountsInput | readonly AmountsInput[];
}

/** A list of choices; or one alone, but for those that are lists themselves: `['ewma', 0.7]` alone is `[['ewma', 0.7]]`. */
type Each<Choice> = readonly Choice[] | Exclude<Choice, readonly unknown[]>;

export interface SweepOptions extends ThreadOptions {
  /** Called for each simulation that has ended, in whatever order they do. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
}

/** What `run` resolves to: a row a simulation, in the order of `plan()`. */
export type SweepResult = SimulationComparison;

/**
 * Simulates every combination of predictors, policies and capacities on one input, in worker threads. Frozen; does nothing until `run()`.
 *
 * @throws InputError for a choice that has no sense
 * @example
 * const result = await sched.sweep({
 *   input: recording,
 *   predictor: ['last', sched.ewma(0.7)],
 *   policy: ['maxMin', sched.rescoin({ window: 10 }), { module: './mine.ts', export: 'policy' }],
 *   capacity: [{ cpu: 4 }, { cpu: 8 }],
 * }).run({ workers: 2 });
 */
export const sweep = (spec: SweepSpec): Sweep => new Sweep(spec);

export class Sweep {
  readonly #spec: SweepSpec;
  readonly #input: readonly (Trace | Load)[];
  readonly #cases: readonly SweepCase[];

  constructor(spec: SweepSpec) {
    this.#spec = Object.freeze({ ...spec });
    this.#input = inputOf(this.#spec.input);
    this.#cases = Object.freeze(casesOf(this.#spec));
    Object.freeze(this);
  }

  /** What would be simulated. */
  plan(): readonly SweepCase[] {
    return this.#cases;
  }

  /**
   * Simulates every case, in worker threads.
   *
   * @throws RunError 'SWEEP' naming the case that failed, whose cause tells why; `result` is what had ended before
   * @throws the signal's reason when aborted
   */
  async run({ onProgress, ...threads }: SweepOptions = {}): Promise<SweepResult> {
    const { input: _, predictor, policy, capacity, ...options } = this.#spec;
    const done: (SimulationFigures | undefined)[] = this.#cases.map(() => undefined);
    const ended = () => done.filter((each) => each !== undefined);
    const onDone = (figures: SimulationFigures, index: number) => {
      done[index] = figures;
      onProgress?.({ done: ended().length, of: done.length });
    };
    const work = {
      module: new URL('./run-case.ts', import.meta.url),
      export: 'runCase',
      shared: { input: this.#input, options },
    };
    try {
      await inOwnThreads(work, this.#cases, { ...threads, onDone });
    } catch (error) {
      throw this.#named(error, ended());
    }
    return compare(ended());
  }

  toJSON(): { readonly cases: readonly SweepCase[] } {
    return { cases: this.#cases };
  }

  toString(): string {
    const title = `Sweep of ${this.#cases.length} simulations`;
    return specText(title, { cases: this.#cases.map(titleOfCase) }, ['.plan()', '.run()']);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #named(error: unknown, ended: readonly SimulationFigures[]): unknown {
    if (!(error instanceof RunError)) return error;
    const failed = titleOfCase(this.#cases[error.result as number]);
    return new RunError('SWEEP', `${failed}: ${error.message}`, { cause: error.cause, result: compare(ended) });
  }
}

/** What was recorded, without what a recording can do, such as `save`: a thread can be sent data only. */
function inputOf(input: SimulationInput): readonly (Trace | Load)[] {
  const parts = partsOf(input);
  namesOf(parts);
  return [...parts.traces, ...parts.loads];
}

function casesOf({ predictor, policy, capacity }: SweepSpec): SweepCase[] {
  const predictors = listOf(predictor).map(choosePredictor);
  const policies = listOf(policy).map(choosePolicy);
  const capacities = listOf(capacity ?? {});
  for (const each of capacities) amountsOf(each, () => 0);
  const cases = capacities.flatMap((amounts) =>
    policies.flatMap((one) => predictors.map((other) => ({ policy: one, predictor: other, capacity: amounts }))),
  );
  if (cases.length > 0) return cases;
  throw new InputError({ expected: 'at least one predictor, policy and capacity', received: 'none' });
}

const listOf = <Choice>(each: Each<Choice>): readonly Choice[] => (Array.isArray(each) ? each : [each as Choice]);

const titleOfCase = ({ policy, predictor, capacity }: SweepCase): string =>
  `${nameOf(policy)} with ${nameOf(predictor)} on ${JSON.stringify(capacity)}`;

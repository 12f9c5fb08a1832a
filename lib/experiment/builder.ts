import { inspect } from 'node:util';
import { anySignal } from '../core/any-signal.ts';
import { InputError } from '../core/errors.ts';
import { eventsOf } from '../core/events-of.ts';
import type { Duration } from '../core/units.ts';
import type { OnProgress } from '../host/local/progress-line.ts';
import { lab } from '../lab/lab.ts';
import type { Unit } from '../report/report.ts';
import { type Reported, reported } from '../report/reported.ts';
import { checkDuration, checkFactors, checkWhole } from './check.ts';
import { type Condition, type ConditionOf, conditionsOf, type Factors } from './condition.ts';
import type { TrialContext } from './context.ts';
import { type ExperimentPlan, planOf } from './plan.ts';
import { planReport } from './plan-report.ts';
import type { ExperimentResult } from './result.ts';
import { runExperiment } from './run.ts';
import { partsOf } from './run-parts.ts';
import type { ExperimentSpec, Measure, RunnableSpec } from './spec.ts';
import type { Trial } from './trial.ts';

/** How an experiment is run: what stops it, where it is kept, who is told. */
export interface ExperimentRunOptions {
  /** Ends it: `run()` rejects with its reason. What was done is kept, and the next `run()` goes on from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** A condition with some factors more, as one type that an editor shows as it is. */
type With<Of, Factor extends Factors> = {
  readonly [Name in keyof (Of & ConditionOf<Factor>)]: (Of & ConditionOf<Factor>)[Name];
};

const MOST = 100_000;

/**
 * An experiment in the making: what is varied, how often, and what is measured. Frozen: each method returns a new one and does no I/O, until `plan()`,
 * `run()` or `watch()`.
 *
 * @example
 * const result = await experiment('postcopy')
 *   .vary({ rate: ['100M', '500M'], mode: ['precopy', 'postcopy'] })
 *   .repeat(5)
 *   .measure(async ({ rate, mode }, { signal }) => ({ downtime: await migrate(rate, mode, signal) }))
 *   .units({ downtime: 's' })
 *   .run({ onProgress: 'bar' });
 * console.log(result);
 * console.log(result.compare('mode'));
 */
export class Experiment<Of extends Condition = Record<never, never>, Name extends string = string> {
  readonly #spec: ExperimentSpec;

  constructor(spec: ExperimentSpec) {
    this.#spec = Object.freeze(spec);
    Object.freeze(this);
  }

  /** Varies factors, each over a list of levels: every combination is a condition. @throws InputError for what is no list of levels */
  vary<const Factor extends Factors>(factors: Factor): Experiment<With<Of, Factor>, Name> {
    const taken = this.#spec.factors;
    return new Experiment({ ...this.#spec, factors: { ...taken, ...checkFactors(factors, taken) } });
  }

  /** Leaves out the combinations for which it is not true. */
  where(isIn: (condition: Of) => boolean): Experiment<Of, Name> {
    return this.#with({ where: [...this.#spec.where, isIn as (condition: Condition) => boolean] });
  }

  /**
   * How often each condition is measured; once unless told. The 95 % interval of a median is right in 75 % of cases of three values, in 88 to 95 % of
   * five to 19, by simulation.
   */
  repeat(times: number): Experiment<Of, Name> {
    return this.#with({ repeat: checkWhole(times, { what: 'a number of repetitions', least: 1, most: MOST }) });
  }

  /** How often each condition is run before, for caches, compilers and clocks to settle: in no figure. A run that is resumed does not warm up again. */
  warmUp(times: number): Experiment<Of, Name> {
    return this.#with({ warmUp: checkWhole(times, { what: 'a number of warm-ups', least: 0, most: MOST }) });
  }

  /** Of the order of the trials, and of the seed that each is given; 1 unless told. */
  seed(seed: number): Experiment<Of, Name> {
    return this.#with({ seed: checkWhole(seed, { what: 'a seed', least: 0, most: 2 ** 32 - 1 }) });
  }

  /**
   * What a trial does, and what it resolves to: numbers by name, in base units, the same names of every trial; `NaN` is "not recorded". One that throws
   * is recorded as failed. What it did to the machine through vmlab and has not taken back when it ends is undone then. Trials that are done are not
   * run again when this function, or what it calls, is changed: then say `.fresh()`.
   */
  measure<const Measured extends string>(
    trial: (
      condition: Of,
      context: TrialContext<Of>,
    ) => Readonly<Record<Measured, number>> | Promise<Readonly<Record<Measured, number>>>,
  ): Experiment<Of, Measured> {
    return new Experiment({ ...this.#spec, measure: trial as unknown as Measure });
  }

  /** What measures are measured in: `{ downtime: 's', bytes: 'bytes' }`. Without one, a number is printed as it is. */
  units(units: Readonly<Partial<Record<Name, Unit>>>): Experiment<Of, Name> {
    return this.#with({ units: { ...this.#spec.units, ...(units as Record<string, Unit>) } });
  }

  /** How long a trial may take; then its `signal` is aborted, and it is recorded as failed. */
  timeout(duration: Duration): Experiment<Of, Name> {
    return this.#with({ timeout: checkDuration(duration) });
  }

  /** How long a run may take: no trial, and between blocks no block, is begun that would not be done by then, by the median so far. */
  for(duration: Duration): Experiment<Of, Name> {
    return this.#with({ budget: checkDuration(duration) });
  }

  /** Ends the run at the first trial that throws, which is run again by the next `run()`. */
  stopOnError(): Experiment<Of, Name> {
    return this.#with({ stopOnError: true });
  }

  /** Where it is kept; `experiments/NAME` unless told. */
  in(directory: string): Experiment<Of, Name> {
    return this.#with({ directory });
  }

  /** Begins anew at every `run()`: what is in the directory is moved aside, to `DIRECTORY.before-1` or the next that is free. */
  fresh(): Experiment<Of, Name> {
    return this.#with({ fresh: true });
  }

  /** The trials in their order, and how long they will take, as data that prints as a table. @throws InputError as `run` */
  async plan(): Promise<ExperimentPlan<Of> & Reported> {
    const plan = await planOf(lab.parts.host, this.#spec);
    return reported(plan as ExperimentPlan<Of>, planReport);
  }

  /**
   * Runs the trials that are not done yet, one after another. Each is on disk when it has ended, so that one that was killed goes on where it was.
   *
   * @throws InputError without `measure`, for a directory with another experiment, and for a measure that is no number or that other trials do not have
   * @throws VmlabError 'EXPERIMENT_IN_USE', with the pid, where another process runs it
   * @throws RunError 'TRIAL_FAILED' after `stopOnError`, 'LEFT_BEHIND' where an effect could not be undone, 'STUCK' for a trial that does not end; `result`
   * is what there is until then
   * @throws the signal's reason
   */
  async run(options: ExperimentRunOptions = {}): Promise<ExperimentResult<Of, Name>> {
    return this.#run(options);
  }

  /** The same, and yields each trial as it ends. Leaving the loop ends the run. */
  watch(options: ExperimentRunOptions = {}): AsyncGenerator<Trial<Of, Name>> {
    return eventsOf<Trial<Of, Name>>((signal, tell) => this.#run({ ...options, signal }, tell), options.signal);
  }

  toJSON(): Omit<ExperimentSpec, 'where' | 'measure'> & { readonly conditions: readonly Condition[] } {
    const { where, measure: _, ...spec } = this.#spec;
    return { ...spec, conditions: conditionsOf(spec.factors, where) };
  }

  [inspect.custom](): string {
    const { conditions, ...spec } = this.toJSON();
    const next = this.#spec.measure ? ['.plan()', '.run()', '.watch()'] : ['.measure(trial)'];
    return `Experiment ${inspect({ ...spec, conditions: conditions.length })}\nnext: ${next.join('  ')}`;
  }

  #with(change: Partial<ExperimentSpec>): Experiment<Of, Name> {
    return new Experiment({ ...this.#spec, ...change });
  }

  async #run(
    { signal, onProgress }: ExperimentRunOptions,
    onTrial: (trial: Trial<Of, Name>) => void = () => {},
  ): Promise<ExperimentResult<Of, Name>> {
    const spec = complete(this.#spec);
    const result = await lab.session.during((root) => {
      const telling = {
        signal: anySignal(root, signal),
        onProgress,
        onTrial: onTrial as unknown as (trial: Trial) => void,
      };
      return runExperiment(partsOf(lab), spec, telling);
    });
    return result as unknown as ExperimentResult<Of, Name>;
  }
}

function complete(spec: ExperimentSpec): RunnableSpec {
  if (typeof spec.measure === 'function') return spec as RunnableSpec;
  const expected = 'measure(), a function that runs a trial and resolves to what it measured';
  throw new InputError({ expected, received: spec.measure });
}

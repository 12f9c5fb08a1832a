import { InputError } from '../../core/errors.ts';
import { checkKeys } from '../check-keys.ts';
import { eachResource, type ScheduledResource } from '../columns.ts';
import { type BindLoop, bindLoop, scriptLoop } from '../loop.ts';
import { type Bounds, boundless, boundsOf, checkFloors } from './bounds.ts';
import { type BuiltInPolicy, builtIn } from './built-in.ts';
import { startCreditWeights } from './credit-weights.ts';
import { needOfOne } from './need.ts';
import type { Allocation, State } from './policy.ts';
import { RESCOIN } from './rescoin-loop.ts';

export interface RescoinOptions {
  /** k: over how many periods credit is summed; 10 unless told, as ResCoin's `WINSZ`. */
  readonly window?: number;
  /** `published` adds what credit buys to the template instead of to what is needed of it, and can overcommit; `corrected` unless told. */
  readonly variant?: 'corrected' | 'published';
}

/**
 * ResCoin: a VM that used less than its template has earned credit, and with it is served first from what templates leave.
 *
 * Of each resource of capacity C, where `est` is what a VM needs and `tc` its template:
 * - where `Σ est ≤ C` and `est_i ≤ tc_i`, VM i gets `est_i`;
 * - otherwise `C_e = C − Σ min(est, tc)` is what templates leave, and it gets `min(est_i, tc_i) + wr_i · C_e`, `wr_i` its part of all credit. That
 *   can be more than it needs: credit buys room to grow;
 * - where `Σ min(est, tc) > C`, each gets `C · min(est_i, tc_i) / Σ min(est, tc)`.
 *
 * No grant of cores passes the vCPUs, and none of memory falls under the floor. What is left then goes, by water filling in proportion to `wr`, to
 * those that got less than they need, up to that; those without credit come last, as equals. What nobody needs is left.
 *
 * Credit buys of `C_e`, and so nothing where templates sum up to the capacity and all VMs need theirs: with templates of 1.5 and 0.5 on two cores
 * that both VMs want, `C_e = 2 − (1.5 + 0.5) = 0`, and they get 1.5 and 0.5 whatever their credit. With 0.5 and 0.5 there is `C_e = 1` to be won.
 *
 * The C program differs from its paper: it asked of the first VM only whether it was within its template (a `break` outside its `if`) and then
 * either gave all VMs their estimates or none; it weighed each resource by its own ratio of credits, debts included, instead of by norms; where
 * `C_e < 0` it left the old limits; and it throttled writes through the read limit. The paper's text adds `wr_i · C_e` to `tc_i`, which hands out
 * more than there is wherever a VM needs less than its template; the program, as `corrected` here, adds it to `min(est_i, tc_i)`.
 *
 * @throws InputError for a window that is no whole number of 1 or more; when it is called, where the floors of memory sum over the capacity
 * @see https://github.com/huaicheng/ResCoin (README.md, main.c, schedule.c)
 * @example sched.simulate(recording, { predictor: sched.ewma(), policy: sched.rescoin({ window: 10 }), capacity: { cpu: 4 } })
 */
export function rescoin(options: RescoinOptions = {}): BuiltInPolicy {
  checkKeys(options, ['window', 'variant']);
  const { window = 10, variant = 'corrected' } = options;
  checkOptions(window, variant);
  const isPublished = variant === 'published';
  return builtIn({
    policy: 'rescoin',
    arguments: [{ window, variant }],
    title: isPublished ? `rescoin(${window}, published)` : `rescoin(${window})`,
    creditWindow: window,
    decide: (state) => startRescoin(state, isPublished, scriptLoop)(),
    start: (state) => startRescoin(state, isPublished, bindLoop),
  });
}

function checkOptions(window: number, variant: string): void {
  if (!(Number.isSafeInteger(window) && window >= 1))
    throw new InputError({ expected: 'a window of whole periods, 1 or more', received: window });
  if (variant !== 'corrected' && variant !== 'published')
    throw new InputError({ expected: "a variant 'corrected' or 'published'", received: variant });
}

function startRescoin(state: State, isPublished: boolean, bind: BindLoop): () => Allocation {
  checkFloors(state);
  const unbounded = boundless(state.names.length);
  const weight = new Float64Array(state.names.length);
  const weigh = startCreditWeights(weight, state, bind);
  const divisions = eachResource((resource) =>
    state.capacity[resource] === Infinity
      ? () => needOfOne(state, resource)
      : startDivision({ state, weight, unbounded, isPublished }, resource, bind),
  );
  return () => {
    const weights = weigh();
    return eachResource((resource) => divisions[resource](weights));
  };
}

interface Terms {
  readonly state: State;
  readonly weight: Float64Array;
  readonly unbounded: Bounds;
  readonly isPublished: boolean;
}

/** What is returned is told the sum of all weights, and divides one resource. */
function startDivision({ state, weight, unbounded, isPublished }: Terms, resource: ScheduledResource, bind: BindLoop) {
  const column = () => new Float64Array(weight.length);
  const grant = column();
  const divide = bind(RESCOIN, {
    estimate: state.estimate[resource],
    template: state.template[resource],
    atLeast: state.demandAtLeast[resource],
    ...boundsOf(state, resource, unbounded),
    none: unbounded.least,
    weight,
    ...{ need: column(), grant, lacking: column(), more: column() },
  });
  return (weights: number) => {
    divide(state.capacity[resource], weights, isPublished ? 1 : 0);
    return grant;
  };
}

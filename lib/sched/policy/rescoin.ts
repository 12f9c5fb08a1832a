import { InputError } from '../../core/errors.ts';
import type { ScheduledResource } from '../columns.ts';
import { type Bounds, bounded, boundless, boundsOf } from './bounds.ts';
import { byResource } from './by-resource.ts';
import { creditWeights } from './credit-weights.ts';
import { grown } from './need.ts';
import type { Policy, State } from './policy.ts';
import { titled } from './titled.ts';
import { waterFill } from './water-fill.ts';

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
 * The C program differs from its paper: it asked of the first VM only whether it was within its template (a `break` outside its `if`) and then
 * either gave all VMs their estimates or none; it weighed each resource by its own ratio of credits, debts included, instead of by norms; where
 * `C_e < 0` it left the old limits; and it throttled writes through the read limit. The paper's text adds `wr_i · C_e` to `tc_i`, which hands out
 * more than there is wherever a VM needs less than its template; the program, as `corrected` here, adds it to `min(est_i, tc_i)`.
 *
 * @throws InputError for a window that is no whole number of 1 or more; when it is called, where the floors of memory sum over the capacity
 * @see https://github.com/huaicheng/ResCoin (README.md, main.c, schedule.c)
 * @example sched.simulate(recording, { policy: sched.rescoin({ window: 10 }), capacity: { cpu: 4 } })
 */
export function rescoin({ window = 10, variant = 'corrected' }: RescoinOptions = {}): Policy {
  checkOptions(window, variant);
  const title = variant === 'published' ? `rescoin(${window}, published)` : `rescoin(${window})`;
  let columns = columnsFor(0);
  return titled(
    title,
    (state) => {
      if (columns.need.length !== state.names.length) columns = columnsFor(state.names.length);
      const terms = { ...columns, weights: creditWeights(columns.weight, state), variant };
      return byResource(state, (resource) => divide(state, resource, terms));
    },
    window,
  );
}

/** What the policy works in: made once, since a simulation asks ten thousand times, and never handed out, so that it stays a pure function. */
const columnsFor = (count: number) => ({
  need: new Float64Array(count),
  weight: new Float64Array(count),
  unbounded: boundless(count),
});

function checkOptions(window: number, variant: string): void {
  if (!(Number.isSafeInteger(window) && window >= 1))
    throw new InputError({ expected: 'a window of whole periods, 1 or more', received: window });
  if (variant !== 'corrected' && variant !== 'published')
    throw new InputError({ expected: "a variant 'corrected' or 'published'", received: variant });
}

interface Terms extends ReturnType<typeof columnsFor> {
  /** The sum of all weights. */
  readonly weights: number;
  readonly variant: 'corrected' | 'published';
}

function divide(state: State, resource: ScheduledResource, terms: Terms): Float64Array {
  const { need, weight, weights, unbounded } = terms;
  const [capacity, bounds] = [state.capacity[resource], boundsOf(state, resource, unbounded)];
  const { within, taken, wanted } = withinTemplates(state, resource, { need, ...bounds });
  if (taken > capacity) return waterFill({ amount: capacity, weight: within, least: bounds.least, most: within });
  const base = terms.variant === 'published' ? state.template[resource] : within;
  const price = (capacity - taken) / weights;
  const { granted, lacking } = spend(within, { need, weight, base, ...bounds }, { price, isAmple: wanted <= capacity });
  return topUp(within, { need, weight, left: capacity - granted, lacking, least: unbounded.least });
}

/** What each needs of its template, or its floor; and the sums of that and of the needs, which are written into `need`. */
function withinTemplates(state: State, resource: ScheduledResource, columns: Bounds & { need: Float64Array }) {
  const { need, least, most } = columns;
  const [estimate, template, atLeast] = [
    state.estimate[resource],
    state.template[resource],
    state.demandAtLeast[resource],
  ];
  const within = new Float64Array(need.length);
  let taken = 0;
  let wanted = 0;
  for (let vm = 0; vm < need.length; vm++) {
    const wants = bounded(grown(estimate[vm], template[vm], atLeast[vm]), least[vm], most[vm]);
    const part = bounded(template[vm], least[vm], wants);
    need[vm] = wants;
    within[vm] = part;
    taken += part;
    wanted += wants;
  }
  return { within, taken, wanted };
}

interface Buyers extends Bounds {
  readonly need: Float64Array;
  readonly weight: Float64Array;
  /** What each has before it spends credit. */
  readonly base: Float64Array;
}

interface Market {
  /** How much a weight of 1 buys. */
  readonly price: number;
  /** There is enough for all: who stays within its template gets what it needs, and no more. */
  readonly isAmple: boolean;
}

/** @returns the sums of what is granted, and of what is lacking to needs */
function spend(grant: Float64Array, { need, weight, base, least, most }: Buyers, { price, isAmple }: Market) {
  let granted = 0;
  let lacking = 0;
  for (let vm = 0; vm < grant.length; vm++) {
    const wants = need[vm];
    let gets = grant[vm];
    if (!isAmple || wants > gets) {
      gets = bounded(base[vm] + weight[vm] * price, least[vm], most[vm]);
      grant[vm] = gets;
    }
    granted += gets;
    if (wants > gets) lacking += wants - gets;
  }
  return { granted, lacking };
}

interface Rest {
  readonly need: Float64Array;
  readonly weight: Float64Array;
  readonly least: Float64Array;
  readonly left: number;
  /** The sum of what is lacking to needs. */
  readonly lacking: number;
}

/** Those who got less than they need take what is left. */
function topUp(grant: Float64Array, { need, weight, least, left, lacking }: Rest): Float64Array {
  // A rest of rounding is none.
  if (lacking === 0 || left <= 1e-12 * lacking) return grant;
  const most = new Float64Array(grant.length);
  for (let vm = 0; vm < grant.length; vm++) most[vm] = need[vm] > grant[vm] ? need[vm] - grant[vm] : 0;
  const more = left >= lacking ? most : waterFill({ amount: left, weight, least, most });
  for (let vm = 0; vm < grant.length; vm++) grant[vm] += more[vm];
  return grant;
}

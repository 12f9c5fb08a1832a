import type { Arbitrary } from 'fast-check';
import { type Amounts, eachResource, type ScheduledResource } from '../columns.ts';
import type { State } from '../policy/policy.ts';
import { assemble } from './assemble.ts';
import { fc } from './fast-check.ts';

/** What kinds of states are drawn. */
export interface StatesOptions {
  /** At most so many VMs on the host; 5 unless told. There may be none. */
  readonly vms?: number;
  /** Whether templates may sum over the capacity; true unless told. */
  readonly oversubscribed?: boolean;
  /** Whether VMs may have memory floors, which sum to three quarters of the capacity at most; true unless told. */
  readonly floors?: boolean;
}

/**
 * Random states, for properties of one's own: hosts with some resources scheduled and others not, VMs that were held back or not, with and without
 * credit, observed or not. They get smaller towards no VMs, nothing scheduled, quarters of a core.
 *
 * @example check(policy, { states: states({ oversubscribed: false }) }).isStrategyProof()
 */
export const states = ({ vms = 5, oversubscribed = true, floors = true }: StatesOptions = {}): Arbitrary<State> =>
  fc
    .record({ capacity: amounts(() => capacity), vms: fc.array(vm, { maxLength: vms }) })
    .map((drawn) => stateOf(drawn, { oversubscribed, floors }));

/** What is drawn for a VM. Amounts are in the units of `UNIT`. */
interface DrawnVm {
  readonly template: Amounts;
  readonly estimate: Amounts;
  readonly used: Amounts;
  readonly demandAtLeast: Amounts;
  readonly credit: Amounts;
  readonly vcpus: number;
  /** In quarters of its equal share. */
  readonly floor: number;
  readonly weight: number;
}

interface Drawn {
  readonly capacity: Amounts;
  readonly vms: readonly DrawnVm[];
}

/** What a drawn 1 stands for, so that counter-examples are good to read. */
const UNIT: Amounts = { cpu: 1, memory: 2 ** 30, read: 2 ** 20, write: 2 ** 20 };

const quarters = (min: number, max: number): Arbitrary<number> =>
  fc.integer({ min: 4 * min, max: 4 * max }).map((count) => count / 4);
/** Tenths, too, for sums that do not come out even. */
const amount = fc.oneof(
  { withCrossShrink: true },
  quarters(0, 6),
  fc.integer({ min: 0, max: 60 }).map((count) => count / 10),
);
const capacity = fc.oneof({ withCrossShrink: true }, fc.constant(Infinity), quarters(1, 4), quarters(1, 16));
const seldom = (value: Arbitrary<number>, usual: number): Arbitrary<number> =>
  fc.oneof({ withCrossShrink: true }, { arbitrary: fc.constant(usual), weight: 3 }, { arbitrary: value, weight: 1 });

const amounts = (of: (resource: ScheduledResource) => Arbitrary<number>): Arbitrary<Amounts> =>
  fc.record({ cpu: of('cpu'), memory: of('memory'), read: of('read'), write: of('write') });

const vm: Arbitrary<DrawnVm> = fc.record({
  template: amounts(() => amount),
  estimate: amounts(() =>
    fc.oneof({ arbitrary: amount, weight: 9 }, { arbitrary: fc.constant(Number.NaN), weight: 1 }),
  ),
  used: amounts(() => amount),
  demandAtLeast: amounts(() => seldom(amount, Number.NaN)),
  credit: amounts(() => fc.oneof({ withCrossShrink: true }, fc.constant(0), quarters(0, 10), quarters(-10, 10))),
  vcpus: seldom(fc.integer({ min: 1, max: 8 }), Infinity),
  floor: seldom(fc.integer({ min: 0, max: 3 }), 0),
  weight: fc.integer({ min: 1, max: 4 }),
});

function stateOf(
  { capacity, vms }: Drawn,
  { oversubscribed, floors }: Pick<StatesOptions, 'oversubscribed' | 'floors'>,
): State {
  const host = { capacity: inUnits(capacity), interval: 1, period: 0 };
  const share = (resource: ScheduledResource) =>
    Math.min(host.capacity[resource], 6 * vms.length * UNIT[resource]) / vms.length;
  const fitting = ({ template }: DrawnVm) => eachResource((resource) => (template[resource] / 6) * share(resource));
  return assemble(
    host,
    vms.map((drawn, index) => ({
      name: `vm${index + 1}`,
      template: unending(oversubscribed ? inUnits(drawn.template) : fitting(drawn), host.capacity),
      estimate: inUnits(drawn.estimate),
      used: inUnits(drawn.used),
      demandAtLeast: inUnits(drawn.demandAtLeast),
      credit: inUnits(drawn.credit),
      vcpus: drawn.vcpus,
      memoryFloor: floors ? (drawn.floor / 4) * share('memory') : 0,
      weight: drawn.weight,
    })),
  );
}

/** As simulations and live runs have it: a part of a capacity without end. */
const unending = (template: Amounts, capacity: Amounts): Amounts =>
  eachResource((resource) => (capacity[resource] === Infinity ? Infinity : template[resource]));

const inUnits = (amounts: Amounts): Amounts => eachResource((resource) => amounts[resource] * UNIT[resource]);

import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration, parseSize, type Rate, type Size } from '../../core/units.ts';
import { type AmountsInput, amountsOf, numberFrom } from '../amounts.ts';
import { type Amounts, eachResource } from '../columns.ts';
import type { State } from '../policy/policy.ts';
import { assemble, type HostFacts, type VmFacts } from './assemble.ts';

/** A host for the test of a policy, as one writes it; what is left out has no bound. */
export interface HostInput {
  /** `Infinity`, not scheduled, for what is left out. */
  readonly capacity?: AmountsInput;
  /** 1 s unless told. */
  readonly interval?: Duration;
  /** 0 unless told. */
  readonly period?: number;
}

/** A VM for the test of a policy, as one writes it. */
export interface VmInput {
  /** 0 for what is left out. */
  readonly template?: AmountsInput;
  /** `NaN`, nothing observed yet, for what is left out: its template stands for it then. */
  readonly estimate?: AmountsInput;
  /** What is left out was not recorded. */
  readonly used?: AmountsInput;
  /** In what is left out it was not held back. */
  readonly demandAtLeast?: AmountsInput;
  /** 0 for what is left out. Of debts, write the number: `{ cpu: -2 }`. */
  readonly credit?: Partial<Record<keyof Amounts, Size | Rate>>;
  /** No end unless told. */
  readonly vcpus?: number;
  /** 0 unless told. */
  readonly memoryFloor?: Size;
  /** 1 unless told. */
  readonly weight?: number;
}

/** A State, and how to add a VM to it. */
export interface StateBuilder extends State {
  /** A state with one VM more, the last. This one stays as it is. */
  vm(name: string, vm?: VmInput): StateBuilder;
}

/**
 * A state for the test of a policy. Sizes and rates may be strings with units.
 *
 * @throws InputError for an amount that has no sense, or two VMs of one name
 * @example
 * const host = state({ capacity: { cpu: 4 } }).vm('a', { estimate: { cpu: 1 } }).vm('b', { estimate: { cpu: 5 } });
 * assert.deepEqual([...policy(host).cpu], [1, 3]);
 */
export const state = ({ capacity = {}, interval = 1, period = 0 }: HostInput = {}): StateBuilder =>
  build({ capacity: capacityOf(capacity), interval: parseDuration(interval, 'an interval'), period }, []);

/** `Infinity` may be written, too. */
function capacityOf(capacity: AmountsInput): Amounts {
  const finite = Object.entries(capacity).filter(([, amount]) => amount !== Infinity);
  return amountsOf(Object.fromEntries(finite), () => Infinity);
}

const build = (host: HostFacts, vms: readonly VmFacts[]): StateBuilder =>
  Object.freeze({
    ...assemble(host, vms),
    vm: (name: string, vm: VmInput = {}) => build(host, [...vms, factsOf(unused(name, vms), vm)]),
  });

function unused(name: string, vms: readonly VmFacts[]): string {
  if (vms.some((vm) => vm.name === name))
    throw new InputError({ expected: 'a name of its own for each VM', received: name });
  return name;
}

const factsOf = (name: string, vm: VmInput): VmFacts => ({
  name,
  template: amountsOf(vm.template ?? {}, () => 0),
  estimate: amountsOf(vm.estimate ?? {}, () => Number.NaN),
  used: amountsOf(vm.used ?? {}, () => Number.NaN),
  demandAtLeast: amountsOf(vm.demandAtLeast ?? {}, () => Number.NaN),
  credit: creditOf(vm.credit ?? {}),
  vcpus: vm.vcpus === undefined || vm.vcpus === Infinity ? Infinity : numberFrom(vm.vcpus, 'a number of vCPUs'),
  memoryFloor: parseSize(vm.memoryFloor ?? 0, 'a memory floor'),
  weight: numberFrom(vm.weight ?? 1, 'a weight of 0 or more'),
});

/** Credit alone may be negative. */
function creditOf(credit: NonNullable<VmInput['credit']>): Amounts {
  const debts = Object.fromEntries(Object.entries(credit).filter(([, amount]) => typeof amount === 'number'));
  const texts = Object.fromEntries(Object.entries(credit).filter(([, amount]) => typeof amount !== 'number'));
  const parsed = amountsOf(texts, () => 0);
  return eachResource((resource) => (debts[resource] as number | undefined) ?? parsed[resource]);
}

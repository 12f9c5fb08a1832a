import { InputError } from '../../core/errors.ts';
import { type Amounts, columnsOf, eachResource, SCHEDULED } from '../columns.ts';
import { needOf } from './need.ts';
import type { Allocation, Policy, State } from './policy.ts';
import { titled } from './titled.ts';

/** One VM's part of a State: amounts in cores, bytes, bytes a second. */
export interface VmState {
  readonly name: string;
  readonly template: Amounts;
  /** `NaN` before anything was observed. */
  readonly estimate: Amounts;
  readonly used: Amounts;
  readonly demandAtLeast: Amounts;
  /** What the built-in policies take it to need: its estimate, unless it was held back. */
  readonly need: Amounts;
  readonly credit: Amounts;
  readonly vcpus: number;
  readonly memoryFloor: number;
  readonly weight: number;
}

/** What the VMs share. */
export interface HostState {
  readonly capacity: Amounts;
  /** How many VMs there are. */
  readonly vms: number;
  readonly interval: number;
  readonly period: number;
}

/**
 * A policy from a function of one VM, for those that do not look at the others. A resource that it leaves out is granted as needed. Nothing keeps
 * the sum within the capacity but the function itself: `check(policy).neverOvercommits()` tells.
 *
 * @throws InputError for what is no function
 * @example sched.perVm(({ estimate }) => ({ cpu: 1.2 * estimate.cpu }))
 */
export function perVm(decide: (vm: VmState, host: HostState) => Partial<Amounts>): Policy {
  if (typeof decide !== 'function') throw new InputError({ expected: 'a function of one VM', received: decide });
  return titled(decide.name || 'per VM', (state) => {
    const need = needOf(state);
    const host = hostOf(state);
    const grant: Allocation = columnsOf(state.names.length);
    state.names.forEach((_, vm) => {
      const given = { ...at(need, vm), ...decide(vmOf(state, vm, at(need, vm)), host) };
      for (const resource of SCHEDULED) grant[resource][vm] = given[resource];
    });
    return grant;
  });
}

const hostOf = ({ capacity, names, interval, period }: State): HostState => ({
  capacity,
  vms: names.length,
  interval,
  period,
});

const vmOf = (state: State, vm: number, need: Amounts): VmState => ({
  name: state.names[vm],
  template: at(state.template, vm),
  estimate: at(state.estimate, vm),
  used: at(state.used, vm),
  demandAtLeast: at(state.demandAtLeast, vm),
  need,
  credit: at(state.credit, vm),
  vcpus: state.vcpus[vm],
  memoryFloor: state.memoryFloor[vm],
  weight: state.weight[vm],
});

const at = (columns: Allocation, vm: number): Amounts => eachResource((resource) => columns[resource][vm]);

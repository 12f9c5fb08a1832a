import { type Columns, SCHEDULED, type ScheduledResource } from '../columns.ts';
import { needOf } from '../policy/need.ts';
import type { Allocation, Policy, State } from '../policy/policy.ts';
import { copied } from './with-columns.ts';

/** A policy, a state, and what it made of it. */
export interface Trial {
  readonly policy: Policy;
  readonly state: State;
  readonly allocation: Allocation;
  /** What each VM needs, by the growth rule of the built-in policies. */
  readonly need: Columns;
  /** The resources that the host has an end of. */
  readonly scheduled: readonly ScheduledResource[];
}

/** A property of a policy, as data. */
export interface Property {
  /** What is claimed: as a method of `check` is named. */
  readonly name: string;
  /** How that method is called; without arguments unless told. */
  readonly call?: string;
  /** False where it is tried on states without memory floors only, since floors are no choice of the policy's. */
  readonly floors?: false;
  /** What is wrong with the trial, as a sentence; nothing where it is right. */
  readonly complaint: (trial: Trial) => string | undefined;
}

/** What floating point may add to a sum, as a part of it. */
export const ROUNDING = 1e-9;

/** The policy gets a copy: what it writes to, if it does, is not what is judged. */
export const trialOf = (policy: Policy, state: State): Trial => ({
  policy,
  state,
  allocation: policy(copied(state)),
  need: needOf(state),
  scheduled: SCHEDULED.filter((resource) => state.capacity[resource] < Infinity),
});

/** The first complaint of many, made one after the other. */
export function firstOf<Item>(items: Iterable<Item>, complain: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const complaint = complain(item);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

/** The first complaint about a VM by its number. */
export const firstVm = ({ state }: Trial, complain: (vm: number) => string | undefined): string | undefined =>
  firstOf(state.names.keys(), complain);

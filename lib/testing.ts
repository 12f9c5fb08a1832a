/**
 * `vmlab/testing`: for the tests of one's own policies. Needs fast-check.
 */
export { check, type PolicyCheck } from './sched/check/check.ts';
export type { CounterExample } from './sched/check/counter-example.ts';
export { type HostInput, type StateBuilder, state, type VmInput } from './sched/check/state.ts';
export { type StatesOptions, states } from './sched/check/states.ts';
export type { Trial } from './sched/check/trial.ts';
export type { CheckOptions } from './sched/check/try-property.ts';
export type { Allocation, Policy, State } from './sched/policy/policy.ts';

import { inspect } from 'node:util';
import type { Allocation, Policy, State } from './policy.ts';

/** A policy with its name for tables, and what else it has; frozen. */
export const titled = <Properties extends object = object>(
  title: string,
  decide: (state: State) => Allocation,
  properties?: Properties,
): Policy & Properties => {
  const told = Object.entries(properties ?? {}).filter(([, value]) => value !== undefined);
  const policy = Object.assign((state: State) => decide(state), { title, ...Object.fromEntries(told) });
  const text = { value: () => `policy ${title}` };
  return Object.freeze(Object.defineProperties(policy, { toString: text, [inspect.custom]: text })) as Policy &
    Properties;
};

/** @example titleOf(sched.rescoin()) // 'rescoin(10)' */
export const titleOf = ({ title, name }: Policy): string => title ?? (name || 'the policy');

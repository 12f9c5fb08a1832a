import type { Allocation, Policy, State } from './policy.ts';

/** A policy with its name for tables, frozen. */
export const titled = (
  title: string,
  decide: (state: State) => Allocation,
  { creditWindow, start }: Pick<Policy, 'creditWindow' | 'start'> = {},
): Policy =>
  Object.freeze(
    Object.assign((state: State) => decide(state), {
      title,
      ...(creditWindow && { creditWindow }),
      ...(start && { start }),
    }),
  );

/** @example titleOf(sched.rescoin()) // 'rescoin(10)' */
export const titleOf = ({ title, name }: Policy): string => title ?? (name || 'the policy');

import type { Allocation, Policy, State } from './policy.ts';
import { titled } from './titled.ts';

/** A policy of vmlab: a function as any other, and can be sent to another thread as JSON. */
export interface BuiltInPolicy extends Policy {
  toJSON(): PolicySpec;
}

/** How it was made: `policyFrom` makes the same again. */
export interface PolicySpec {
  /** The factory's name: `'rescoin'`. */
  readonly policy: string;
  readonly arguments: readonly unknown[];
}

interface BuiltIn extends PolicySpec, Pick<Policy, 'creditWindow' | 'start'> {
  readonly title: string;
  readonly decide: (state: State) => Allocation;
}

/** @example builtIn({ policy: 'equal', arguments: [], title: 'equal', decide: (state) => … }) */
export const builtIn = ({ title, decide, creditWindow, start, ...spec }: BuiltIn): BuiltInPolicy =>
  titled(title, decide, { creditWindow, start, toJSON: () => spec });

/** One's own policy cannot be sent: it may hold anything. */
export const isBuiltIn = (policy: Policy): policy is BuiltInPolicy => 'toJSON' in policy;

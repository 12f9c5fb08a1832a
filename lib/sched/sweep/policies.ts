import { InputError } from '../../core/errors.ts';
import { drf } from '../policy/drf.ts';
import { equal } from '../policy/equal.ts';
import { maxMin } from '../policy/max-min.ts';
import type { Policy } from '../policy/policy.ts';
import { proportional } from '../policy/proportional.ts';
import { rescoin } from '../policy/rescoin.ts';
import { staticPolicy } from '../policy/static.ts';
import { workConserving } from '../policy/work-conserving.ts';

/** All policies that vmlab has. `workConserving` takes the other by name, too: `['workConserving', 'drf']`. */
export const POLICIES = Object.freeze({
  rescoin,
  equal,
  proportional,
  maxMin,
  drf,
  static: staticPolicy,
  workConserving: (policy: NamedPolicy): Policy => workConserving(policyFrom(specOf(policy))),
});

/** A built-in by its name, alone or with the arguments of its factory: `'equal'`, `['rescoin', { window: 10 }]`. */
export type NamedPolicy =
  | { [Name in keyof Simple]: Name | readonly [Name, ...Parameters<Simple[Name]>] }[keyof Simple]
  | readonly ['workConserving', NamedPolicy];

interface Simple {
  rescoin: typeof rescoin;
  equal: typeof equal;
  proportional: typeof proportional;
  maxMin: typeof maxMin;
  drf: typeof drf;
  static: typeof staticPolicy;
}

/** How a policy is made, as plain data: `policyFrom` makes it again, perhaps in another thread. */
export interface PolicySpec {
  readonly policy: string;
  readonly arguments: readonly unknown[];
}

export function specOf(named: NamedPolicy): PolicySpec {
  const [policy, ...told]: readonly [string, ...unknown[]] = typeof named === 'string' ? [named] : named;
  return { policy, arguments: told };
}

/** @throws InputError for a name that no policy of vmlab has, and as its factory @example policyFrom({ policy: 'rescoin', arguments: [] }) */
export function policyFrom(spec: PolicySpec): Policy {
  if (!Object.hasOwn(POLICIES, spec.policy))
    throw new InputError({ expected: `one of ${Object.keys(POLICIES).join(', ')}`, received: spec.policy });
  // Each factory checks its own arguments.
  const make = POLICIES[spec.policy as keyof typeof POLICIES] as (...told: readonly unknown[]) => Policy;
  return make(...spec.arguments);
}

import { InputError } from '../../core/errors.ts';
import type { BuiltInPolicy, PolicySpec } from '../policy/built-in.ts';
import { drf } from '../policy/drf.ts';
import { equal } from '../policy/equal.ts';
import { maxMin } from '../policy/max-min.ts';
import { proportional } from '../policy/proportional.ts';
import { rescoin } from '../policy/rescoin.ts';
import { staticPolicy } from '../policy/static.ts';
import { workConserving } from '../policy/work-conserving.ts';

/** All policies that vmlab has. `workConserving` takes the other by name or spec, too: `['workConserving', 'drf']`. */
export const POLICIES = Object.freeze({
  rescoin,
  equal,
  proportional,
  maxMin,
  drf,
  static: staticPolicy,
  workConserving: (policy: NamedPolicy | PolicySpec): BuiltInPolicy => workConserving(policyFrom(specOf(policy))),
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

/** A name, with its arguments, as a spec; a spec is one already. */
export function specOf(policy: NamedPolicy | PolicySpec): PolicySpec {
  if (typeof policy === 'object' && 'policy' in policy) return policy;
  const [name, ...told]: readonly [string, ...unknown[]] = typeof policy === 'string' ? [policy] : policy;
  return { policy: name, arguments: told };
}

/**
 * The policy that a spec is of: what `toJSON()` of a built-in gave, perhaps in another thread or read from a file.
 *
 * @throws InputError for a name that no policy of vmlab has, and as its factory
 * @example policyFrom({ policy: 'rescoin', arguments: [{ window: 5 }] })
 */
export function policyFrom(spec: PolicySpec): BuiltInPolicy {
  if (!Object.hasOwn(POLICIES, spec.policy))
    throw new InputError({ expected: `one of ${Object.keys(POLICIES).join(', ')}`, received: spec.policy });
  // Each factory checks its own arguments.
  const make = POLICIES[spec.policy as keyof typeof POLICIES] as (...told: readonly unknown[]) => BuiltInPolicy;
  return make(...spec.arguments);
}

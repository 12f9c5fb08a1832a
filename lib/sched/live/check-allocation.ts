import type { ScheduledResource } from '../columns.ts';
import type { Allocation, State } from '../policy/policy.ts';

/** Sums of rounded parts are a little off. */
const ROUNDING = 1e-9;

/**
 * What is wrong with a policy's answer, in words; `undefined` if it can be applied. Resources that are not scheduled are not looked at.
 *
 * @example wrongIn({ cpu: new Float64Array([Number.NaN]) }, state, ['cpu']) // "granted vm1 NaN of cpu"
 */
export function wrongIn(
  allocation: Partial<Allocation> | undefined,
  state: State,
  resources: readonly ScheduledResource[],
): string | undefined {
  for (const resource of resources) {
    const wrong = wrongColumn(allocation?.[resource], state, resource);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongColumn(grants: unknown, { names, capacity }: State, resource: ScheduledResource): string | undefined {
  if (!(grants instanceof Float64Array)) return `gave no Float64Array for ${resource}`;
  if (grants.length !== names.length) return `gave ${grants.length} grants of ${resource} for ${names.length} VMs`;
  const bad = grants.findIndex((grant) => !(grant >= 0 && Number.isFinite(grant)));
  if (bad >= 0) return `granted ${names[bad]} ${grants[bad]} of ${resource}`;
  const total = grants.reduce((sum, grant) => sum + grant, 0);
  if (total <= capacity[resource] * (1 + ROUNDING)) return undefined;
  return `granted ${total} of ${resource}, and there is ${capacity[resource]}`;
}

import { type Amounts, type Columns, eachResource, SCHEDULED } from '../columns.ts';
import type { Allocation, State } from '../policy/policy.ts';
import { titleOf } from '../policy/titled.ts';
import { templatesOf } from '../simulate/templates.ts';
import { wrongIn } from './check-allocation.ts';
import type { LiveSettings } from './settings.ts';
import { creditOf, estimateOf, type Watched } from './watched.ts';

/** What the policy grants each VM, in their order; or why it cannot be used. */
export type Decision = { readonly grants: readonly Amounts[] } | { readonly fault: string };

/** Asks the policy. Whatever it does, a decision comes back. */
export function decide(vms: readonly Watched[], settings: LiveSettings, period: number): Decision {
  if (vms.length === 0) return { grants: [] };
  const state = stateOf(vms, settings, period);
  try {
    const allocation = settings.policy(state);
    const wrong = wrongIn(allocation, state, settings.resources);
    return wrong === undefined ? grantsOf(allocation, vms.length) : { fault: `${titleOf(settings.policy)} ${wrong}` };
  } catch (error) {
    return { fault: `${titleOf(settings.policy)} failed: ${error instanceof Error ? error.message : error}` };
  }
}

function stateOf(vms: readonly Watched[], settings: LiveSettings, period: number): State {
  const { capacity, interval } = settings;
  const promises = templatesFor(vms, settings);
  for (const [index, vm] of vms.entries())
    for (const resource of SCHEDULED) vm.template[resource][0] = promises.template[resource][index];
  return {
    names: vms.map(({ name }) => name),
    capacity,
    ...promises,
    estimate: columns(vms.map(estimateOf)),
    used: columns(vms.map(({ used }) => used)),
    demandAtLeast: columns(vms.map(({ atLeast }) => atLeast)),
    credit: columns(vms.map(creditOf)),
    interval,
    period,
  };
}

/** No VM can use more cores than there are. */
function templatesFor(vms: readonly Watched[], { templates, capacity, cores }: LiveSettings) {
  const each = vms.map(({ name }) => ({ vcpus: cores, ...templates[name] }));
  return templatesOf(
    each,
    vms.map(({ name }) => name),
    capacity,
  );
}

const columns = (each: readonly Amounts[]): Columns =>
  eachResource((resource) => Float64Array.from(each, (amounts) => amounts[resource]));

const grantsOf = (allocation: Allocation, count: number): Decision => ({
  grants: Array.from({ length: count }, (_, vm) =>
    eachResource((resource) => allocation[resource]?.[vm] ?? Number.NaN),
  ),
});

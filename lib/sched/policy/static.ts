import type { ScheduledResource } from '../columns.ts';
import { boundsOf } from './bounds.ts';
import { type BuiltInPolicy, builtIn } from './built-in.ts';
import { byResource } from './by-resource.ts';
import type { State } from './policy.ts';
import { waterFill } from './water-fill.ts';

/**
 * To each its template and nothing else, whatever it needs: what a host without a scheduler does. Where templates sum over the capacity, all are
 * reduced by the same factor.
 *
 * @throws InputError, when it is called, where the floors of memory sum over the capacity
 * @example sched.static()(state).cpu // the templates
 */
export const staticPolicy = (): BuiltInPolicy =>
  builtIn({
    policy: 'static',
    arguments: [],
    title: 'static',
    decide: (state) =>
      byResource(state, (resource) =>
        waterFill({
          amount: state.capacity[resource],
          weight: state.template[resource],
          least: boundsOf(state, resource).least,
          most: promised(state, resource),
        }),
      ),
  });

/** No VM uses more cores than it has vCPUs, whatever it was promised. */
const promised = ({ template, vcpus }: State, resource: ScheduledResource): Float64Array =>
  resource === 'cpu' ? template.cpu.map((cores, vm) => Math.min(cores, vcpus[vm])) : template[resource];

import type { Amounts } from '../columns.ts';
import type { VmLimits } from './plant.ts';
import type { LiveSettings } from './settings.ts';

/** The range of cpu.weight: Documentation/admin-guide/cgroup-v2.rst. */
const [LEAST_WEIGHT, GREATEST_WEIGHT] = [1, 10_000];
/** A VM that is granted nothing still has to be able to show that it wants something: 1 ms, the shortest quota, in each 100 ms. */
const LEAST_CORES = 0.01;

/**
 * What a VM is told so that it gets its grant. A weight of 10000 stands for all of the host: so weights of different periods compare, and a VM
 * whose weight could not be set stays where it was.
 *
 * @example limitsOf({ cpu: 1.5, … }, settings) // { weight: 7500, quota: 1.5 } of 2 cores
 */
export function limitsOf(grant: Amounts, { capacity, resources, enforce }: LiveSettings): VmLimits {
  const isSet = (resource: keyof Amounts, asked: boolean) => asked && resources.includes(resource);
  return {
    weight: weightOf(grant.cpu / capacity.cpu),
    ...(enforce.cpu === 'quota' && { quota: Math.max(LEAST_CORES, grant.cpu) }),
    ...(isSet('memory', enforce.memory) && { memory: grant.memory }),
    ...(isSet('read', enforce.io) && { read: Math.max(1, grant.read) }),
    ...(isSet('write', enforce.io) && { write: Math.max(1, grant.write) }),
  };
}

const weightOf = (share: number): number =>
  Math.min(GREATEST_WEIGHT, Math.max(LEAST_WEIGHT, Math.round(share * GREATEST_WEIGHT)));

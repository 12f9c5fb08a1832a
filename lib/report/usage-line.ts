import { formatCores, formatSize } from '../core/units.ts';
import { RESOURCES, type Resource } from '../trace/trace.ts';
import { RESOURCE_NAMES } from './resources.ts';

/** What was used in a step, as far as it is known. @example usageLine({ cpu: 0.5, memory: 77824, rx: NaN }) // 'CPU 0.5 cores, memory 76 KiB' */
export const usageLine = (used: Readonly<Partial<Record<Resource, number>>>): string =>
  RESOURCES.filter((resource) => !Number.isNaN(used[resource] ?? Number.NaN))
    .map((resource) => `${RESOURCE_NAMES[resource]} ${amount(resource, used[resource] as number)}`)
    .join(', ');

const amount = (resource: Resource, value: number): string =>
  resource === 'cpu' ? formatCores(value) : formatSize(value);

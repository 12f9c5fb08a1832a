/**
 * What is scheduled, as columns: an array a resource, an element a VM. Rates all of them, so that steps of any length compare.
 */

/** `cpu` in cores, `memory` in bytes, `read` and `write` in bytes a second. */
export const SCHEDULED = ['cpu', 'memory', 'read', 'write'] as const;
/** The resources that a policy divides. */
export type ScheduledResource = (typeof SCHEDULED)[number];

/** An element a VM, for each resource. */
export type Columns = Readonly<Record<ScheduledResource, Float64Array>>;

/** A value a resource. */
export type Amounts = Readonly<Record<ScheduledResource, number>>;

/** @example columnsOf(3) // zeros for 3 VMs */
export const columnsOf = (count: number, value: (resource: ScheduledResource) => number = () => 0): Columns =>
  eachResource((resource) => new Float64Array(count).fill(value(resource)));

/** @example eachResource((resource) => sum(state.estimate[resource])) */
export const eachResource = <Value>(of: (resource: ScheduledResource) => Value): Record<ScheduledResource, Value> => ({
  cpu: of('cpu'),
  memory: of('memory'),
  read: of('read'),
  write: of('write'),
});

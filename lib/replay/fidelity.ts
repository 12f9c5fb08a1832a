import { compare, type ResourceComparison } from '../trace/compare.ts';
import type { Resource, Trace } from '../trace/trace.ts';

/** How true one resource was replayed, and who says so. */
export interface ResourceFidelity extends ResourceComparison {
  /** The counter of the kernel that `achieved` was read from, or that nothing but the generator's claim was there. */
  readonly measuredBy: string;
}

/** One entry for each resource that was replayed; the others are absent. */
export type Fidelity = Partial<Record<Resource, ResourceFidelity>>;

/** Compares what was asked with what was measured. @example fidelity.cpu?.totalRatio // 1.0004 */
export function fidelityOf(target: Trace, achieved: Trace, measuredBy: Partial<Record<Resource, string>>): Fidelity {
  const compared = compare(target, achieved);
  const resources = Object.keys(measuredBy) as Resource[];
  return Object.fromEntries(
    resources.flatMap((resource) => {
      const comparison = compared[resource];
      return comparison ? [[resource, { ...comparison, measuredBy: measuredBy[resource] ?? '' }]] : [];
    }),
  );
}

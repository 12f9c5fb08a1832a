import { formatCoreSeconds, formatSize } from '../core/units.ts';
import type { Resource } from '../trace/trace.ts';

/** A total for people: core-seconds, the mean of the memory in use, bytes. */
export function amount(total: number, resource: Resource, seconds: number): string {
  if (resource === 'cpu') return formatCoreSeconds(total);
  return resource === 'memory' ? `${formatSize(total / seconds)} mean` : formatSize(total);
}

import type { Resource } from '../trace/trace.ts';

/** What resources are called in reports. */
export const RESOURCE_NAMES = {
  cpu: 'CPU',
  memory: 'memory',
  read: 'disk read',
  write: 'disk write',
  rx: 'network received',
  tx: 'network sent',
} as const satisfies Record<Resource, string>;

/** What they are drawn in: bytes moved within steps become rates, since steps differ in length. */
export const RESOURCE_UNITS = {
  cpu: 'cores',
  memory: 'bytes',
  read: 'bytes/s',
  write: 'bytes/s',
  rx: 'bytes/s',
  tx: 'bytes/s',
} as const satisfies Record<Resource, string>;

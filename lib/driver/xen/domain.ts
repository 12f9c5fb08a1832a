/**
 * One domain of Xen's.
 */
import type { Domain } from '../driver.ts';
import { countersOf } from './counters.ts';
import { guestOf } from './guest.ts';
import { infoOf } from './info.ts';
import { domainLimits } from './limits/limits.ts';
import type { DomainParts } from './parts.ts';
import { powerOf } from './power.ts';

export type XenDomain = Domain &
  Required<Pick<Domain, 'limits' | 'exec' | 'start' | 'pause' | 'resume' | 'shutdown' | 'destroy'>>;

export const xenDomain = (parts: DomainParts): XenDomain => ({
  name: parts.name,
  info: () => infoOf(parts),
  counters: () => countersOf(parts),
  ...powerOf(parts),
  ...guestOf(parts),
  limits: domainLimits(parts),
});

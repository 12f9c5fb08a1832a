/**
 * One domain of libvirt's.
 */
import type { Domain } from '../driver.ts';
import { runInGuest } from '../qemu/guest-agent/exec.ts';
import { memoryOf } from './balloon.ts';
import { countersOf } from './counters/counters.ts';
import { dirtyRateOf } from './dirty-rate.ts';
import { guestAgent } from './guest-agent.ts';
import { type Home, wanderingGuest } from './home.ts';
import { infoOf } from './info.ts';
import { domainLimits } from './limits/limits.ts';
import { migrateDomain } from './migration/migrate.ts';
import { domainNetwork } from './network/rate.ts';
import type { DomainParts } from './parts.ts';
import { powerOf } from './power.ts';
import { domainStatistics, processOfDomain } from './statistics.ts';

/** A domain, with limits as a slice of this machine has them. */
export type LibvirtDomain = Required<Domain>;

export function libvirtDomain(parts: DomainParts): LibvirtDomain {
  const home: Home = { now: parts };
  const moving = {
    ...parts,
    domainOf: libvirtDomain,
    arrived: (there: Home['now']) => Object.assign(home, { now: there }),
  };
  return {
    name: parts.name,
    info: () => infoOf(parts),
    counters: () => countersOf(parts),
    ...powerOf(parts),
    guest: wanderingGuest(home),
    exec: (argv, options) => runInGuest(guestAgent(parts), argv, options),
    memory: () => memoryOf(parts),
    migrate: (to, options) => migrateDomain(moving, to, options),
    dirtyRate: (options) => dirtyRateOf(parts, options),
    limits: domainLimits(parts),
    network: domainNetwork(parts),
    statistics: domainStatistics(parts),
    processes: async () => [await processOfDomain(parts)],
  };
}

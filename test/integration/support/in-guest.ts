import { guestByAgent } from '../../../lib/driver/guest/by-agent.ts';
import type { QemuDomain } from '../../../lib/driver/qemu/domain.ts';
import { SharedAgents } from '../../../lib/load/place/guest/shared-agents.ts';
import type { Runnable } from '../../../lib/replay/execute.ts';
import { makePlan } from '../../../lib/replay/plan.ts';
import { prepare } from '../../../lib/replay/run.ts';
import { only } from '../../../lib/trace/only.ts';
import type { Trace } from '../../../lib/trace/trace.ts';
import type { SmallGuests } from '../small-guest/guests.ts';

/** The replay of a recording in a guest, its loop over the host closed or open. Its disk is the guest's first. */
export function inGuest(
  { parts }: SmallGuests,
  domain: QemuDomain,
  { trace, loop = 'closed' }: { readonly trace: Trace; readonly loop?: 'closed' | 'open' },
): Runnable {
  const guest = guestByAgent(domain.agent!, { by: `the guest agent of ${domain.name}` });
  const place = { name: domain.name, joinFiles: [], guest: { domain, guest, agents: new SharedAgents(parts.session) } };
  const plan = makePlan({
    trace: only(trace, ['cpu', 'write', 'tx']),
    capacity: {},
    pace: loop === 'closed' ? 'group' : 'own',
  });
  const disk = { device: '/dev/vda', allowMounted: '/dev/vda' };
  return { plan, prepare: (generators) => prepare(generators, { plan, place, disk }) };
}

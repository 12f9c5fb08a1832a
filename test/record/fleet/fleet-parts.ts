import type { Counter } from '../../../lib/record/counter.ts';
import type { Member, MemberCounters } from '../../../lib/record/fleet/member.ts';

/** A counter whose file holds its number. */
export const counterIn = (file: string, empty?: number): Counter => ({
  file,
  parse: Number,
  measuredBy: file,
  ...(empty !== undefined && { empty }),
});

export const memberOf = (name: string, counters: () => MemberCounters | Promise<MemberCounters>): Member => ({
  name,
  counters: async () => counters(),
});

/** CPU time of a domain: its cap, and its weight. */
import type { Quota } from '../../../cgroup/limits/quota.ts';
import { UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { applySetting } from '../domain-settings.ts';
import { configurationNow } from '../domains.ts';
import type { DomainParts } from '../parts.ts';
import type { XlSchedule } from '../xl/configuration.ts';
import { capOf, creditOf, quotaFrom, weightFrom } from './units.ts';

export async function setQuota(parts: DomainParts, cpu: Quota): Promise<Undo> {
  await scheduleOf(parts);
  return applySetting(parts, { tune: 'cap', parameter: '', value: capOf(cpu) });
}

export const quotaOf = async (parts: DomainParts): Promise<Quota> => quotaFrom((await scheduleOf(parts)).cap);

export async function setWeight(parts: DomainParts, weight: number): Promise<Undo> {
  await scheduleOf(parts);
  return applySetting(parts, { tune: 'weight', parameter: '', value: creditOf(weight) });
}

export const weightOf = async (parts: DomainParts): Promise<number> => weightFrom((await scheduleOf(parts)).weight);

/** @throws UnsupportedError for one without weights. Others (rtds, null, arinc653) share no CPU by weight. Each pool of CPUs has its own. */
const SHARING: readonly (string | undefined)[] = ['credit2', 'credit'];

async function scheduleOf(parts: DomainParts): Promise<XlSchedule> {
  const { schedule } = await configurationNow(parts);
  if (schedule && SHARING.includes(schedule.scheduler)) return schedule;
  throw noWeight(parts, schedule?.scheduler ?? 'unknown');
}

const noWeight = ({ name, uri }: DomainParts, scheduler: string): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on CPU time',
    where: `'${name}' on ${uri.text}`,
    remedy: `its scheduler is '${scheduler}'; 'credit2' and 'credit' have weights and caps`,
  });

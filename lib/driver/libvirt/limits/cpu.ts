/** CPU time of a domain: its quota, and its share. */
import type { Quota } from '../../../cgroup/limits/quota.ts';
import { HostError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { applyAll, readSetting, writeSetting } from '../domain-settings.ts';
import type { DomainParts } from '../parts.ts';
import { encodeQuota, encodeWeight } from './encode.ts';
import { fromShares, type ShareScale, shareScaleOf } from './units.ts';

export const setQuota = (parts: DomainParts, cpu: Quota): Promise<Undo> => applyAll(parts, encodeQuota(cpu));

export async function quotaOf(parts: DomainParts): Promise<Quota> {
  const quota = Number(await readSetting(parts, { tune: 'schedinfo', parameter: 'global_quota' }));
  const period = Number(await readSetting(parts, { tune: 'schedinfo', parameter: 'global_period' }));
  return quota > 0 ? { quota, period } : 'max';
}

export const setWeight = async (parts: DomainParts, weight: number): Promise<Undo> =>
  applyAll(parts, encodeWeight(weight, await shareScale(parts)));

export async function weightOf(parts: DomainParts): Promise<number> {
  return fromShares(await shareScale(parts), await readSetting(parts, SHARES));
}

const SHARES = { tune: 'schedinfo', parameter: 'cpu_shares' } as const;

/** More than either scale has: refused, and nothing is changed. */
const TOO_MANY = '1000000000';

async function shareScale(parts: DomainParts): Promise<ShareScale> {
  try {
    await writeSetting(parts, { ...SHARES, value: TOO_MANY });
  } catch (error) {
    const scale = error instanceof HostError ? shareScaleOf(error.stderr ?? '') : undefined;
    if (scale) return scale;
    throw error;
  }
  throw new HostError({ host: parts.uri.text, operation: 'find the scale of cpu_shares of', target: parts.name });
}

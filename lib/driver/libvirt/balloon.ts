/**
 * The guest's own memory statistics, that its balloon driver sends. Source: virDomainMemoryStats of libvirt-domain.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { UnsupportedError } from '../../core/errors.ts';
import type { BalloonMemory } from '../driver.ts';
import { applySetting } from './domain-settings.ts';
import { currentXml } from './info.ts';
import { parseMemoryStatistics } from './memory-statistics.ts';
import type { DomainParts } from './parts.ts';

const KIB = 1024;

/** libvirt's names differ from virtio's: `available` is all that the guest has, `usable` what it could still give to programs. */
export function balloonMemory(statistics: Readonly<Record<string, number>>): BalloonMemory {
  const count = (name: string) => statistics[name] ?? Number.NaN;
  return {
    total: count('available') * KIB,
    free: count('unused') * KIB,
    available: count('usable') * KIB,
    caches: count('disk_caches') * KIB,
    majorFaults: count('major_fault'),
    minorFaults: count('minor_fault'),
  };
}

/** In s: how long a guest is given for its first statistics. */
const FIRST_LIMIT = 5;
const LOOK_AGAIN_MS = 100;

const EVERY_SECOND = { tune: 'balloon-period', parameter: '', value: '1' } as const;

/**
 * Where the balloon does not ask the guest yet, it does from now on, and until the session ends.
 *
 * @throws UnsupportedError where the domain has no balloon, or its guest no driver for it
 */
export async function memoryOf(parts: DomainParts): Promise<BalloonMemory> {
  const { balloonPeriod } = await currentXml(parts);
  if (balloonPeriod === undefined) throw noStatistics(parts, 'give the domain a <memballoon model="virtio"/>');
  if (balloonPeriod === 0) await applySetting(parts, EVERY_SECOND);
  for (let waited = 0; waited < FIRST_LIMIT * 1000; waited += LOOK_AGAIN_MS) {
    const statistics = parseMemoryStatistics(await parts.connection.act(['dommemstat', parts.uuid]));
    if (statistics.last_update) return balloonMemory(statistics);
    await wait(LOOK_AGAIN_MS, undefined, { signal: parts.session.signal });
  }
  throw noStatistics(parts, `the guest needs the driver virtio_balloon; it sent nothing within ${FIRST_LIMIT} s`);
}

const noStatistics = ({ name, uri }: DomainParts, remedy: string): UnsupportedError =>
  new UnsupportedError({ what: 'memory statistics of the guest', where: `'${name}' on ${uri.text}`, remedy });

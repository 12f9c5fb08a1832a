/**
 * How fast a domain dirties its memory, as its hypervisor estimates it. Source: virsh(1), `domdirtyrate-calc`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { anySignal } from '../../core/any-signal.ts';
import { RunError } from '../../core/errors.ts';
import { type DirtyRate, type DirtyRateOptions, dirtyRateSeconds } from '../migration/dirty-rate.ts';
import { parseDomainStatistics } from './domain-statistics.ts';
import type { DomainParts } from './parts.ts';

const MIB = 2 ** 20;
const PAUSE_MS = 100;
const PATIENCE_S = 30;

/**
 * @throws InputError for options that cannot be right. @throws RunError 'DIRTY_RATE' where it does not come to an end
 * @throws HostError with libvirt's words: the domain is off, or another measurement under way
 * @example (await dirtyRateOf(parts, { seconds: 2 })).rate // 5242880
 */
export async function dirtyRateOf(parts: DomainParts, options: DirtyRateOptions = {}): Promise<DirtyRate> {
  const { connection, session, uuid } = parts;
  const signal = anySignal(session.signal, options.signal);
  const seconds = dirtyRateSeconds(options);
  await connection.act(['domdirtyrate-calc', uuid, '--seconds', String(seconds)], { signal });
  await wait(seconds * 1000, undefined, { signal });
  for (let waited = 0; waited < PATIENCE_S * 1000; waited += PAUSE_MS) {
    const rate = await measured(parts, signal);
    if (rate !== undefined) return { rate, seconds, mode: 'page-sampling' };
    await wait(PAUSE_MS, undefined, { signal });
  }
  throw new RunError(
    'DIRTY_RATE',
    `its hypervisor had not measured the dirty rate ${PATIENCE_S} s after it should have`,
  );
}

/** virDomainDirtyRateStatus: 2 is measured. */
const MEASURED = '2';

async function measured({ connection, uuid }: DomainParts, signal: AbortSignal): Promise<number | undefined> {
  const [fields = {}] = parseDomainStatistics(
    await connection.act(['domstats', '--raw', '--dirtyrate', uuid], { signal }),
  ).values();
  if (fields['dirtyrate.calc_status'] !== MEASURED) return undefined;
  return Number(fields['dirtyrate.megabytes_per_second']) * MIB;
}

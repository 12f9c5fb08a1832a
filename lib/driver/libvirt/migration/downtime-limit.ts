/**
 * How long the guest may stand still: libvirt keeps that with the domain, so it is put back where the domain stays.
 */
import type { DomainParts } from '../parts.ts';

/** @param limit s. @returns how to put back what was found */
export async function limitDowntime(parts: DomainParts, limit: number): Promise<() => Promise<unknown>> {
  const { connection, uuid } = parts;
  const found = (await connection.act(['migrate-getmaxdowntime', uuid])).trim();
  const set = (milliseconds: string) => connection.act(['migrate-setmaxdowntime', uuid, milliseconds]);
  await set(String(Math.max(1, Math.round(limit * 1000))));
  return () => set(found).catch(() => undefined);
}

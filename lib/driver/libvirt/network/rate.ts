/**
 * What a domain may send and receive. By libvirt, if it can; else by the kernel's own means on the domain's taps.
 */
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import type { Rate } from '../../../core/units.ts';
import { parseWireRate } from '../../local/network/htb.ts';
import type { Limit } from '../../local/network/rate.ts';
import type { DomainNetwork, DomainRate, DomainRateRequest } from '../../network.ts';
import type { DomainParts } from '../parts.ts';
import { withoutNoqueue } from './noqueue.ts';
import { readRate, setRate } from './set-rate.ts';
import type { Direction } from './shape.ts';
import { noTap, tapsOf } from './taps.ts';

export const domainNetwork = (parts: DomainParts): DomainNetwork => ({
  rate: (at) => readRates(parts, at?.interface),
  limit: (request) => setRates(parts, request),
});

async function readRates(parts: DomainParts, at: string | undefined): Promise<DomainRate> {
  const [tap] = await tapsOf(parts, at);
  if (tap === undefined) throw noTap(parts);
  return { tx: await readRate(parts, { tap, direction: 'tx' }), rx: await readRate(parts, { tap, direction: 'rx' }) };
}

async function setRates(parts: DomainParts, { tx, rx, interface: wanted }: DomainRateRequest): Promise<Undo> {
  const limits = [...limitOf('tx', tx), ...limitOf('rx', rx)];
  const taps = await tapsOf(parts, wanted);
  if (taps.length === 0) throw noTap(parts);
  const done: Undo<unknown>[] = [];
  try {
    for (const tap of taps) {
      if (parts.uri.isLocal) done.push(...(await withoutNoqueue(parts, tap)));
      for (const [direction, limit] of limits) done.push(await setRate(parts, { tap, direction }, limit));
    }
    return undoAll(done);
  } catch (error) {
    await undoAll(done).undo();
    throw error;
  }
}

const limitOf = (direction: Direction, rate?: Rate | 'max'): [Direction, Limit][] =>
  rate === undefined ? [] : [[direction, rate === 'max' ? rate : parseWireRate(rate)]];

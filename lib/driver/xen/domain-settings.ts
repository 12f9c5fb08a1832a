/**
 * Sets values of a running domain, each with an undo to the value found.
 */
import { HostError } from '../../core/errors.ts';
import type { Undo } from '../../core/undo.ts';
import { undoAll } from '../../core/undo-all.ts';
import type { Host } from '../../host/host.ts';
import { identityOf } from './identity.ts';
import type { DomainParts } from './parts.ts';
import { type TuneName, type TunePlace, tuneOf } from './tunes.ts';
import { xl } from './xl.ts';

export interface DomainSetting {
  readonly tune: TuneName;
  readonly parameter: string;
  readonly value: string;
}

/** A value of a domain. */
export interface DomainPlace extends TunePlace {
  readonly tune: TuneName;
}

/** @returns as it would be written; '' where there is none */
export const readTune = async (dom0: Host, { tune, ...place }: DomainPlace): Promise<string> =>
  tuneOf(tune).valueIn(await xl(dom0, tuneOf(tune).read(place)), place);

export const writeTune = async (dom0: Host, { tune, ...place }: DomainPlace, value: string): Promise<void> =>
  void (await xl(dom0, tuneOf(tune).write(place, value)));

/** Reads what is there, journals it, writes. @throws HostError with xl's words */
export function applySetting(parts: DomainParts, { tune, parameter, value }: DomainSetting): Promise<Undo> {
  const { dom0, layers, name, session } = parts;
  return layers.add(`${name} ${tune} ${parameter}`, async () => {
    const identity = await identityOf(parts);
    const place = { tune, id: identity.id, parameter };
    const found = await readTune(dom0, place);
    if (found === '') throw notRead(parts, place);
    const action = { kind: 'xen-restore', ...identity, ...place, found, written: value };
    return { action, undo: await session.effect(action, () => writeTune(dom0, place, value)) };
  });
}

/** What is not known cannot be put back. */
const notRead = ({ dom0, name }: DomainParts, { tune, parameter }: DomainPlace): HostError =>
  new HostError({ host: dom0.uri, operation: `read ${tune} ${parameter} of`, target: name, stderr: 'it has none' });

/** All of them or, where one fails, none. */
export async function applyAll(parts: DomainParts, settings: readonly DomainSetting[]): Promise<Undo> {
  const done: Undo[] = [];
  try {
    for (const setting of settings) done.push(await applySetting(parts, setting));
    return undoAll(done);
  } catch (error) {
    await undoAll(done).undo();
    throw error;
  }
}

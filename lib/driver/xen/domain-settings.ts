/**
 * Sets values of a running domain, each with an undo to the value found.
 */
import { allOrNone } from '../../core/all-or-none.ts';
import { HostError } from '../../core/errors.ts';
import type { Undo } from '../../core/undo.ts';
import { identityOf } from './identity.ts';
import type { DomainParts } from './parts.ts';
import { tuneState } from './tune-state.ts';
import { type TunePlace, valueIn, wordsFor } from './tunes.ts';
import { xl } from './xl.ts';

export interface DomainSetting extends TunePlace {
  readonly value: string;
}

/** Reads what is there, journals it, writes. @throws HostError with xl's words */
export function applySetting(parts: DomainParts, setting: DomainSetting): Promise<Undo> {
  const { dom0, layers, name, session, uri } = parts;
  const { value, ...place } = setting;
  return layers.add(`${name} ${place.tune} ${place.parameter}`, async () => {
    const state = await tuneState(dom0, place, (listed) => listed.name === name);
    const found = state ? valueIn(state, place) : '';
    if (!state || found === '') throw notRead(parts, place);
    const action = { kind: 'xen-restore', ...identityOf(uri, state.listed), ...place, found, written: value };
    return { action, undo: await session.effect(action, () => xl(dom0, wordsFor(state, place, value))) };
  });
}

/** What is not known cannot be put back. */
const notRead = ({ dom0, name }: DomainParts, { tune, parameter }: TunePlace): HostError =>
  new HostError({ host: dom0.uri, operation: `read ${tune} ${parameter} of`, target: name, stderr: 'it has none' });

/** All of them or, where one fails, none. */
export const applyAll = (parts: DomainParts, settings: readonly DomainSetting[]): Promise<Undo> =>
  allOrNone(settings.map((setting) => () => applySetting(parts, setting)));

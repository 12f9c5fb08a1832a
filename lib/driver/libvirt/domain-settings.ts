/**
 * Sets values of a running domain, each with an undo to the value found.
 */
import { allOrNone } from '../../core/all-or-none.ts';
import { HostError } from '../../core/errors.ts';
import type { Undo } from '../../core/undo.ts';
import type { DomainParts } from './parts.ts';
import { type TuneName, tuneOf } from './tune/tunes.ts';

export interface DomainSetting {
  readonly tune: TuneName;
  readonly parameter: string;
  readonly device?: string;
  readonly value: string;
}

type Place = Omit<DomainSetting, 'value'>;

/** @returns what it is now, as it would be written */
export async function readSetting({ connection, uuid }: ReadParts, { tune, ...place }: Place): Promise<string> {
  const target = { uuid, ...place };
  return tuneOf(tune).valueIn(await connection.act(tuneOf(tune).read(target)), target);
}

type ReadParts = Pick<DomainParts, 'connection' | 'uuid'>;

export async function writeSetting({ connection, uuid }: ReadParts, setting: DomainSetting): Promise<void> {
  const { tune, value, ...place } = setting;
  await connection.act(tuneOf(tune).write({ uuid, ...place }, value));
}

/** Reads what is there, journals it, writes. @throws HostError with libvirt's words */
export function applySetting(parts: DomainParts, setting: DomainSetting): Promise<Undo> {
  const { tune, parameter, device = '', value } = setting;
  return parts.layers.add([parts.uuid, tune, parameter, device].join(' '), async () => {
    const found = await readSetting(parts, setting);
    if (found === '') throw notRead(parts, setting);
    const { uri, uuid, name } = parts;
    const action = {
      ...{ kind: 'libvirt-restore', uri: uri.text, uuid, name },
      ...{ tune, parameter, device, found },
      ...(tuneOf(tune).moves ? {} : { written: value }),
    };
    return { action, undo: await parts.session.effect(action, () => writeSetting(parts, setting)) };
  });
}

/** What is not known cannot be put back. */
const notRead = ({ uri, name }: DomainParts, { tune, parameter }: DomainSetting): HostError =>
  new HostError({ host: uri.text, operation: `read ${tune} ${parameter} of`, target: name, stderr: 'it has none' });

/** All of them or, where one fails, none. */
export const applyAll = (parts: DomainParts, settings: readonly DomainSetting[]): Promise<Undo> =>
  allOrNone(settings.map((setting) => () => applySetting(parts, setting)));

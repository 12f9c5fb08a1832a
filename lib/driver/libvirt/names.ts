/**
 * Domains by name. All commands are given the UUID: a name may look like an id or an option, and may be given to another domain meanwhile.
 */
import { InputError } from '../../core/errors.ts';
import { nearestFirst } from '../../core/nearest.ts';
import type { Connection } from './connection/connection.ts';

export interface DomainName {
  readonly name: string;
  readonly uuid: string;
}

/** Running or not, in the order of their names. */
export async function namesOf(connection: Connection): Promise<DomainName[]> {
  const lines = (await connection.ask(['list', '--all', '--uuid', '--name'])).split('\n');
  return lines.flatMap(parseLine).sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** @throws InputError, with the nearest names */
export async function nameOf(connection: Connection, name: string): Promise<DomainName> {
  const all = await namesOf(connection);
  const found = all.find((each) => each.name === name);
  if (!found) throw unknownDomain(connection.uri, name, all);
  return found;
}

function parseLine(line: string): DomainName[] {
  const [, uuid, name] = /^([0-9a-f-]{36}) (.*?) *$/.exec(line) ?? [];
  return uuid !== undefined && name !== undefined ? [{ uuid, name }] : [];
}

const SHOWN = 12;

function unknownDomain(uri: string, received: string, all: readonly DomainName[]): InputError {
  const names = nearestFirst(
    received,
    all.map(({ name }) => name),
  );
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const advice = names.length === 0 ? 'It has none' : `It has: ${names.slice(0, SHOWN).join(', ')}${more}`;
  return new InputError({ expected: `the name of a VM on ${uri}`, received, advice });
}

import type { Chain, Step } from '../code/chain.ts';
import type { ApiIndex, ApiMember, ApiMembers, ApiValue } from './api-index.ts';

/** How a name that a chain begins with is found. */
export type Root = (name: string) => ApiMember | undefined;

const UNKNOWN: ApiMember = { value: { text: 'unknown' } };

/**
 * What a chain comes to, by types alone: nothing is run.
 *
 * @returns undefined where a name on the way is not known
 */
export function follow(index: ApiIndex, [first, ...rest]: Chain, root: Root): ApiMember | undefined {
  const start = first?.kind === 'name' ? root(first.name) : undefined;
  return rest.reduce<ApiMember | undefined>((member, step) => member && next(index, member, step), start);
}

function next(index: ApiIndex, { value, calls = [] }: ApiMember, step: Step): ApiMember | undefined {
  switch (step.kind) {
    case 'name':
      return own(membersOf(index, value), step.name);
    case 'call':
      return { value: together(calls.map(({ returns }) => returns)) };
    case 'item':
      return value.items ? { value: value.items } : UNKNOWN;
    case 'await':
      return { value: value.awaited ?? value };
  }
}

/** The members of all that a value may be. */
export const membersOf = ({ types }: ApiIndex, value: ApiValue | undefined): ApiMembers =>
  Object.assign({}, ...(value?.types ?? []).map((name) => own(types, name)?.members));

/** Of a record that was read from a file: what it holds under a name, `constructor` not being there unless it was written. */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** What overloads take in one place, or return. */
export function together(values: readonly ApiValue[]): ApiValue {
  const [first = UNKNOWN.value, ...others] = values;
  return others.reduce(either, first);
}

const either = (a: ApiValue, b: ApiValue): ApiValue => ({
  text: a.text,
  types: [...new Set([...(a.types ?? []), ...(b.types ?? [])])],
  literals: [...new Set([...(a.literals ?? []), ...(b.literals ?? [])])],
  awaited: a.awaited && b.awaited ? either(a.awaited, b.awaited) : (a.awaited ?? b.awaited),
  items: a.items && b.items ? either(a.items, b.items) : (a.items ?? b.items),
});

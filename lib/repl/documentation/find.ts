import { editDistance } from '../../core/edit-distance.ts';
import { InputError } from '../../core/errors.ts';
import type { ApiIndex, ApiMember, ApiValue } from '../api/api-index.ts';
import { documented } from '../api/documented.ts';
import { membersOf, own } from '../api/follow.ts';
import { chainEndingAt } from '../code/chain.ts';
import { tokensOf } from '../code/tokens.ts';

export interface Documented {
  /** As it was asked for, without what stood in brackets. */
  readonly name: string;
  readonly member: ApiMember;
}

const MOST_NAMES = 6;

/**
 * What a name means. Calls and `await` may be left out on the way: `migmon.dirty.latency` is `migmon.dirty().latency`.
 *
 * @throws InputError, with the nearest names, for one that there is not
 */
export function findDocumented(index: ApiIndex, text: string): Documented {
  const [first = '', ...rest] = namesIn(text);
  let member = documented(index)(first);
  if (!member) throw unknown(text, [...Object.keys(index.exports), ...dottedNames(index), ...called(index, first)]);
  for (const name of rest) {
    const members = membersBehind(index, member);
    member = own(members, name);
    if (!member) throw unknown(name, Object.keys(members));
  }
  return { name: [first, ...rest].join('.'), member };
}

function namesIn(text: string): string[] {
  const tokens = tokensOf(text.trim())?.tokens ?? [];
  const chain = chainEndingAt(tokens, tokens.length - 1) ?? [];
  return chain.flatMap((step) => (step.kind === 'name' ? step.name : []));
}

/** Of the value itself, of what it returns, and of what that resolves to or holds. */
function membersBehind(index: ApiIndex, { value, calls = [] }: ApiMember) {
  const values = [value, ...calls.map(({ returns }) => returns)].flatMap(withContents);
  return Object.assign({}, ...values.map((each) => membersOf(index, each)).reverse());
}

const withContents = (value: ApiValue): ApiValue[] => [
  value,
  ...(value.awaited ? withContents(value.awaited) : []),
  ...(value.items ? [value.items] : []),
];

const dottedNames = (index: ApiIndex): string[] =>
  Object.entries(index.exports).flatMap(([name, { value }]) =>
    Object.keys(membersOf(index, value)).map((member) => `${name}.${member}`),
  );

/** Where a name stands that was asked for by itself: 'CpuHandle.quota' for 'quota'. */
const called = ({ types }: ApiIndex, name: string): string[] =>
  Object.entries(types).flatMap(([type, { members }]) =>
    /^\w+$/.test(type) && own(members, name) ? `${type}.${name}` : [],
  );

function unknown(received: string, names: readonly string[]): InputError {
  const near = names
    .map((name) => ({ name, far: distance(received, name) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST_NAMES);
  const advice = near.length > 0 ? `There is: ${near.map(({ name }) => name).join(', ')}` : undefined;
  return new InputError({ expected: 'a name of the API', received, advice });
}

/** Who forgot what a name is in means it all the same. */
const distance = (received: string, name: string): number =>
  Math.min(editDistance(received, name), editDistance(received, name.slice(name.lastIndexOf('.') + 1)));

import type { ApiIndex, ApiMember, ApiValue } from '../api/api-index.ts';
import { follow, membersOf, own, type Root, together } from '../api/follow.ts';
import { chainEndingAt } from '../code/chain.ts';
import type { Token } from '../code/tokens.ts';

/** What is needed to know what belongs where. */
export interface Known {
  readonly index: ApiIndex;
  readonly root: Root;
}

/** Where something stands in code that is being typed. */
export interface Place {
  /** What belongs there; undefined where that is not known. */
  readonly expected?: ApiValue;
  /** Of an argument: what is called, and how many arguments come before. */
  readonly argument?: { readonly of: ApiMember; readonly at: number };
}

/** What belongs where this token is, or would be if it were typed: an argument, the value of an option, an element of a list. */
export function placeAt(known: Known, tokens: readonly Token[], at: number, parent: number): Place {
  const before = tokens[at - 1]?.text;
  const bracket = tokens[parent]?.text;
  if (bracket === '(' && (before === '(' || before === ',')) return argumentAt(known, tokens, at, parent);
  if (bracket === '[' && (before === '[' || before === ','))
    return { expected: placeOf(known, tokens, parent).expected?.items };
  return bracket === '{' && before === ':' ? optionAt(known, tokens, at, parent) : {};
}

/** Where a bracket stands. */
export const placeOf = (known: Known, tokens: readonly Token[], bracket: number): Place =>
  placeAt(known, tokens, bracket, tokens[bracket]!.parent);

function argumentAt({ index, root }: Known, tokens: readonly Token[], at: number, parent: number): Place {
  const of = follow(index, chainEndingAt(tokens, parent - 1) ?? [], root);
  if (of?.calls === undefined) return {};
  const before = tokens.slice(0, at).filter((token) => token.parent === parent && token.text === ',').length;
  const values = of.calls.flatMap(({ parameters }) => {
    const parameter = parameters[before] ?? (parameters.at(-1)?.rest ? parameters.at(-1) : undefined);
    return (parameter?.rest ? parameter.value.items : parameter?.value) ?? [];
  });
  return { expected: values.length > 0 ? together(values) : undefined, argument: { of, at: before } };
}

function optionAt(known: Known, tokens: readonly Token[], at: number, parent: number): Place {
  const key = tokens[at - 2];
  if (key?.parent !== parent) return {};
  const { expected } = placeOf(known, tokens, parent);
  return { expected: own(membersOf(known.index, expected), keyOf(key))?.value };
}

/** The key of an option, which may stand in quotes. */
export const keyOf = ({ kind, text }: Token): string => (kind === 'string' ? text.slice(1, -1) : text);

import type { Token } from './tokens.ts';

/** What is done, one after another, to come to a value: `(await vm.open()).cgroup` is vm, open, call, await, cgroup. */
export type Chain = readonly Step[];

export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call' }
  | { readonly kind: 'item' }
  | { readonly kind: 'await' };

interface Found {
  readonly chain: Chain;
  /** The token that it begins with. */
  readonly start: number;
}

/** The chain whose last token this is; undefined where the value comes about otherwise. */
export const chainEndingAt = (tokens: readonly Token[], end: number): Chain | undefined => foundAt(tokens, end)?.chain;

function foundAt(tokens: readonly Token[], end: number): Found | undefined {
  const token = tokens[end];
  if (token?.kind === 'name') return nameAt(tokens, end);
  if (token?.match === undefined) return undefined;
  if (token.text === ')')
    return endsValue(tokens[token.match - 1]) ? after(tokens, token.match - 1, 'call') : groupAt(tokens, end);
  return token.text === ']' ? after(tokens, token.match - 1, 'item') : undefined;
}

function nameAt(tokens: readonly Token[], end: number): Found | undefined {
  const step: Step = { kind: 'name', name: tokens[end]!.text };
  if (!isDot(tokens[end - 1])) return { chain: [step], start: end };
  const before = foundAt(tokens, end - 2);
  return before && { ...before, chain: [...before.chain, step] };
}

function after(tokens: readonly Token[], end: number, kind: 'call' | 'item'): Found | undefined {
  const before = foundAt(tokens, end);
  return before && { ...before, chain: [...before.chain, { kind }] };
}

/** What stands in brackets by itself: `(await …)`. */
function groupAt(tokens: readonly Token[], end: number): Found | undefined {
  const start = tokens[end]!.match!;
  const inside = foundAt(tokens, end - 1);
  if (inside?.start === start + 1) return { ...inside, start };
  const awaited = inside?.start === start + 2 && tokens[start + 1]?.text === 'await';
  return awaited ? { chain: [...inside.chain, { kind: 'await' }], start } : undefined;
}

/** Whether a bracket after it calls. */
const endsValue = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === 'name' ? !NOT_CALLED.includes(token.text) : [')', ']'].includes(token.text));

const NOT_CALLED = ['await', 'return', 'if', 'for', 'while', 'switch', 'of', 'in', 'typeof', 'void', 'yield', 'case'];

/** The dot between a value and the name of a member. */
export const isDot = (token: Token | undefined): boolean => token?.text === '.' || token?.text === '?.';

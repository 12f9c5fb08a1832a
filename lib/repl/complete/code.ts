import { follow, membersOf } from '../api/follow.ts';
import { chainEndingAt, isDot } from '../code/chain.ts';
import { type Code, type Token, tokensOf } from '../code/tokens.ts';
import type { Completion, Names } from './completion.ts';
import { completeFile } from './files.ts';
import { type Known, keyOf, type Place, placeAt, placeOf } from './place.ts';

interface Line {
  readonly text: string;
  readonly names: Names;
}

/** What may follow a piece of code. */
export async function completeCode(known: Known, text: string, names: Names): Promise<Completion | undefined> {
  const code = tokensOf(text);
  if (code === undefined) return undefined;
  return code.string === '' ? completeName(known, code, { text, names }) : completeString(known, code, names);
}

function completeString(known: Known, { tokens, open, string }: Code, names: Names): Promise<Completion> | Completion {
  const typed = string.slice(1);
  const place = placeAt(known, tokens, tokens.length, open);
  const literals = textsAt(known, place, names);
  return literals ? beginning(literals, typed) : completeFile(typed, string.slice(0, 1));
}

/** The texts that there are to choose from in a place. */
function textsAt({ index }: Known, { argument, expected }: Place, names: Names): readonly string[] | undefined {
  const isVmName = argument?.at === 0 && argument.of === index.types.Lab?.members.vm;
  return isVmName ? names.vms() : expected?.literals;
}

function completeName(known: Known, { tokens: all, open }: Code, { text, names }: Line): Completion | undefined {
  const last = all.at(-1);
  const typed = last?.kind === 'name' && last.end === text.length ? last.text : '';
  const tokens = typed === '' ? all : all.slice(0, -1);
  if (isDot(tokens.at(-1))) return completeMember(known, tokens, typed);
  if (all[open]?.text === '{' && ['{', ','].includes(tokens.at(-1)!.text))
    return completeKey(known, { tokens, open }, typed);
  const place = placeAt(known, tokens, tokens.length, open);
  return typed === '' ? quoted(textsAt(known, place, names)) : undefined;
}

function completeMember({ index, root }: Known, tokens: readonly Token[], typed: string): Completion | undefined {
  const chain = chainEndingAt(tokens, tokens.length - 2);
  const members = Object.keys(membersOf(index, chain && follow(index, chain, root)?.value));
  return members.length > 0 ? beginning(members, typed) : undefined;
}

/** Keys of options, but for those that are there. */
function completeKey(known: Known, { tokens, open }: Omit<Code, 'string'>, typed: string): Completion | undefined {
  const keys = Object.keys(membersOf(known.index, placeOf(known, tokens, open).expected));
  if (keys.length === 0) return undefined;
  const written = tokens.filter((_, at) => isKey(tokens, at, open)).map(keyOf);
  const [left] = beginning(
    keys.filter((key) => !written.includes(key)),
    typed,
  );
  return [left.map((key) => `${key}: `), typed];
}

const isKey = (tokens: readonly Token[], at: number, open: number): boolean =>
  tokens[at]?.parent === open && ['{', ','].includes(tokens[at - 1]?.text ?? '');

/** Where one of some texts belongs: these. */
const quoted = (texts: readonly string[] = []): Completion | undefined =>
  texts.length > 0 ? [texts.map((text) => `'${text}'`), ''] : undefined;

/** Those of some names that begin with what was typed. */
const beginning = (names: readonly string[], typed: string): Completion => [
  names.filter((name) => name.startsWith(typed)),
  typed,
];

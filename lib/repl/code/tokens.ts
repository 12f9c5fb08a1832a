import { type Token as AcornToken, tokenizer } from 'acorn';

/** A word, a sign or a literal of code that is being typed. */
export interface Token {
  readonly text: string;
  readonly kind: 'name' | 'string' | 'other';
  readonly start: number;
  readonly end: number;
  /** The token that opened the bracket around this one; -1 where there is none. */
  readonly parent: number;
  /** Of a bracket that closes: the one that it closes. */
  readonly match?: number;
}

export interface Code {
  readonly tokens: readonly Token[];
  /** The bracket that is open at the end; -1 where there is none. */
  readonly open: number;
  /** The string that is not closed, from its quote on; '' where there is none. */
  readonly string: string;
}

const OPENING = ['(', '[', '{', '${'];
const CLOSING = [')', ']', '}'];

/** @returns undefined for what is no code that could go on: a comment, a template or a regular expression that is not closed, a stray letter */
export function tokensOf(text: string): Code | undefined {
  const read: AcornToken[] = [];
  const comments: number[] = [];
  const onComment = (_block: boolean, _text: string, _start: number, end: number) => {
    comments.push(end);
  };
  try {
    for (const token of tokenizer(text, { ecmaVersion: 'latest', onComment })) read.push(token);
  } catch (error) {
    const string = openString(text, error);
    return string === undefined ? undefined : { ...nested(read, text), string };
  }
  return comments.at(-1) === text.length ? undefined : { ...nested(read, text), string: '' };
}

function openString(text: string, error: unknown): string | undefined {
  const rest = text.slice((error as { pos?: number }).pos ?? text.length);
  return /^['"][^\n]*$/.test(rest) && /^Unterminated string/.test((error as Error).message) ? rest : undefined;
}

/** Tells each token which bracket it is in. A bracket too many closes nothing. */
function nested(read: readonly AcornToken[], text: string): { tokens: Token[]; open: number } {
  const brackets: number[] = [];
  const tokens = read.map(({ type, start, end }, index): Token => {
    const match = CLOSING.includes(text.slice(start, end)) ? brackets.pop() : undefined;
    const token = {
      text: text.slice(start, end),
      kind: kindOf(type),
      start,
      end,
      parent: brackets.at(-1) ?? -1,
      match,
    };
    if (OPENING.includes(token.text) && token.kind === 'other') brackets.push(index);
    return token;
  });
  return { tokens, open: brackets.at(-1) ?? -1 };
}

function kindOf({ label, keyword }: AcornToken['type']): Token['kind'] {
  if (label === 'name' || keyword !== undefined) return 'name';
  return label === 'string' ? 'string' : 'other';
}

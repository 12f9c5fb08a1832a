/**
 * The letters that xl and xentop have for a domain's states: the same six, in different orders.
 */

/** None at all: it could run, and waits for a CPU. */
export type XenState = 'running' | 'blocked' | 'paused' | 'shutdown' | 'crashed' | 'dying';

const LETTERS: Readonly<Record<string, XenState>> = {
  r: 'running',
  b: 'blocked',
  p: 'paused',
  s: 'shutdown',
  c: 'crashed',
  d: 'dying',
};

/** `xl list`: 'r-----'. Source: xl_list.c. */
export const XL_ORDER = 'rbpscd';
/** `xentop`: '-----r'. Source: xentop.c. */
export const XENTOP_ORDER = 'dsbcpr';

/** @returns undefined for a word that is no such states @example statesIn('---sc-', XL_ORDER) // ['shutdown', 'crashed'] */
export function statesIn(word: string, order: string): readonly XenState[] | undefined {
  const fits = word.length === order.length && [...word].every((letter, at) => letter === '-' || letter === order[at]);
  return fits ? [...word].flatMap((letter) => LETTERS[letter] ?? []) : undefined;
}

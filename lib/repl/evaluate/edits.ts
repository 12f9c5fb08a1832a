/** A place in a text, and what comes there; an insertion where `start` is `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** @example applied('let x', [{ start: 0, end: 3, text: 'var' }]) // 'var x' */
export function applied(source: string, edits: readonly Edit[]): string {
  const inOrder = edits.toSorted((one, other) => one.start - other.start || one.end - other.end);
  let [text, at] = ['', 0];
  for (const edit of inOrder) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}

export const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });

/** Puts something before and after a node. */
export const around = ({ start, end }: Span, before: string, after: string): Edit[] => [
  insert(start, before),
  insert(end, after),
];

export interface Span {
  readonly start: number;
  readonly end: number;
}

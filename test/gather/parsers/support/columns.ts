/**
 * Tables as an eye reads them: by where each head ends. The parsers count words, so what both find is there.
 */

/** The cells of a row, by head, of a table whose columns are set to the right. */
export function cellsUnder(head: string, row: string): ReadonlyMap<string, string> {
  const ends = [...head.matchAll(/\S+/g)].map(({ 0: name, index }) => ({ name, end: index + name.length }));
  return new Map(
    ends.map(({ name, end }, at) => [name, row.slice(at === 0 ? 0 : ends[at - 1]?.end, end).trim()] as const),
  );
}

/** The whole numbers of a text, in order. */
export const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

/** Letters that are compared; the rest of longer names is left out. */
const MOST_LETTERS = 64;

/**
 * Letters to be put in, left out or exchanged to come from one name to another (Levenshtein); small and capital ones are taken as the same.
 *
 * @example editDistance('dirdy', 'Dirty') // 1
 */
export function editDistance(from: string, to: string): number {
  const wanted = [...from.toLowerCase().slice(0, MOST_LETTERS)];
  const letters = [...to.toLowerCase().slice(0, MOST_LETTERS)];
  const first = [0, ...letters.map((_, index) => index + 1)];
  return wanted.reduce((row, letter) => nextRow(row, letter, letters), first).at(-1) as number;
}

/** Distances to each beginning of the name, for a beginning of the wanted one that is longer by a letter. */
function nextRow(row: readonly number[], letter: string, letters: readonly string[]): number[] {
  const next = [(row[0] as number) + 1];
  letters.forEach((other, at) => {
    const exchanged = (row[at] as number) + (letter === other ? 0 : 1);
    next.push(Math.min(exchanged, (row[at + 1] as number) + 1, (next[at] as number) + 1));
  });
  return next;
}

/**
 * The rank of each value among all, from 1; equal values share the mean of their ranks.
 *
 * @param values all recorded
 * @example ranks([30, 10, 20, 20]) // [4, 1, 2.5, 2.5]
 */
export function ranks(values: readonly number[]): number[] {
  const places = [...values.keys()].sort((one, other) => values[one]! - values[other]!);
  const ranked = new Array<number>(values.length);
  for (let from = 0, to = 0; from < places.length; from = to) {
    while (to < places.length && values[places[to]!] === values[places[from]!]) to += 1;
    for (const place of places.slice(from, to)) ranked[place] = (from + 1 + to) / 2;
  }
  return ranked;
}

/**
 * Holm's correction of p-values for how many were looked at: each is multiplied by how many are left when the smaller ones are taken away, and
 * never gets below one of those (Holm, "A simple sequentially rejective multiple test procedure", 1979).
 *
 * @returns in the order given; `NaN` stays, and counts for nothing
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): number[] {
  const places = [...pValues.keys()].filter((place) => !Number.isNaN(pValues[place]));
  const ascending = places.sort((one, other) => pValues[one]! - pValues[other]!);
  const corrected = [...pValues];
  let least = 0;
  for (const [index, place] of ascending.entries()) {
    least = Math.max(least, Math.min(1, (ascending.length - index) * pValues[place]!));
    corrected[place] = least;
  }
  return corrected;
}

/** Of how many values, or stretches of the level below, a stretch knows the least and the greatest. */
const STRETCH = 16;

interface Level {
  readonly least: ArrayLike<number>;
  readonly greatest: ArrayLike<number>;
}

/** The least and the greatest of every 16 values, of every 256, and so on; the first level is the values themselves. */
export type Extremes = readonly Level[];

/**
 * Prepares a column of numbers to be asked for its peaks anywhere: `extremesIn` then reads some ten numbers, not a million.
 *
 * @example extremesIn(createExtremes([3, NaN, 7, 5]), 0, 2) // [3, 3]
 */
export function createExtremes(values: ArrayLike<number>): Extremes {
  const levels: Level[] = [{ least: values, greatest: values }];
  while (levels.at(-1)!.least.length > 1) levels.push(above(levels.at(-1)!));
  return levels;
}

/** The least and the greatest of the values `from` up to `to`; `[Infinity, -Infinity]` where none was recorded. */
export function extremesIn(extremes: Extremes, from: number, to: number): [number, number] {
  let [least, greatest, begin, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, from, to];
  for (const level of extremes) {
    const take = (index: number) => {
      if (level.least[index]! < least) least = level.least[index]!;
      if (level.greatest[index]! > greatest) greatest = level.greatest[index]!;
    };
    while (begin < end && begin % STRETCH !== 0) take(begin++);
    while (begin < end && end % STRETCH !== 0) take(--end);
    [begin, end] = [begin / STRETCH, end / STRETCH];
    if (begin >= end) break;
  }
  return [least, greatest];
}

/** A comparison with `NaN` is false, so what was not recorded is passed over. */
function above({ least, greatest }: Level): Level {
  const length = Math.ceil(least.length / STRETCH);
  const level = { least: new Float64Array(length).fill(Infinity), greatest: new Float64Array(length).fill(-Infinity) };
  for (let index = 0; index < least.length; index++) {
    const stretch = Math.floor(index / STRETCH);
    if (least[index]! < level.least[stretch]!) level.least[stretch] = least[index]!;
    if (greatest[index]! > level.greatest[stretch]!) level.greatest[stretch] = greatest[index]!;
  }
  return level;
}

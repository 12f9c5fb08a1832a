/** The place of the first of some ascending numbers that is not below `wanted`; their count where all are. */
export function firstNotBelow(ascending: ArrayLike<number>, wanted: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

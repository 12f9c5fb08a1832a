import { bounded } from './bounds.ts';
import { type Water, waterLevel } from './water-level.ts';

/**
 * Water filling: an amount is divided in proportion to weights, but nobody gets less than its least or more than its most: weighted max-min
 * fairness (Bertsekas and Gallager, "Data Networks", 1992, section 6.5.2). Those of weight 0 are filled when all others are full, as equals. What
 * nobody can hold is left over.
 *
 * @returns what each vessel holds; the sum is the amount, or that of all `most` where there is more
 * @example
 * const [weight, least] = [Float64Array.of(1, 1, 1), new Float64Array(3)];
 * waterFill({ amount: 6, weight, least, most: Float64Array.of(1, 4, 9) }) // [1, 2.5, 2.5]
 */
export function waterFill(water: Water): Float64Array {
  const level = waterLevel(water);
  const filled = filledTo(level, water);
  return level === Infinity ? withNarrowest(filled, water) : filled;
}

function filledTo(level: number, { weight, least, most }: Water): Float64Array {
  const filled = new Float64Array(weight.length);
  for (let vm = 0; vm < filled.length; vm++)
    filled[vm] = bounded(weight[vm] > 0 ? weight[vm] * level : 0, least[vm], most[vm]);
  return filled;
}

/** Vessels without width take, as equals, what the others could not. */
function withNarrowest(filled: Float64Array, { amount, weight, most }: Water): Float64Array {
  if (weight.every((width) => width > 0)) return filled;
  const rest: Water = {
    amount,
    weight: weight.map((width) => (width > 0 ? 0 : 1)),
    least: filled,
    most: filled.map((held, vm) => (weight[vm] > 0 ? held : most[vm])),
  };
  return filledTo(waterLevel(rest), rest);
}

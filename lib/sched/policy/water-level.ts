import { greater } from '../lesser.ts';

/** What is poured, and into what: one vessel a VM. */
export interface Water {
  /** How much there is, in the unit of `least` and `most`. */
  readonly amount: number;
  /** How wide each vessel is; not negative. */
  readonly weight: Float64Array;
  /** What each holds in any case. Together no more than there is. */
  readonly least: Float64Array;
  /** What each can hold, and may be `Infinity`. A `least` above it wins. */
  readonly most: Float64Array;
}

/**
 * How high the water stands: the level at which vessels that hold `level · weight`, kept between their `least` and `most`, hold the amount together.
 *
 * Found as the layout of flexible boxes is (W3C, "CSS Flexible Box Layout", section 9.7): where a common level breaks bounds, those on the side that
 * is broken by more are settled at their bound, and the level is taken anew for the others. Each round settles one vessel at least, and few rounds do.
 *
 * @returns `Infinity` where every vessel of some width can have its most
 */
export function waterLevel(water: Water): number {
  let round: Round = { low: 0, high: Infinity, level: firstLevel(water) };
  for (let count = 0; round.level < Infinity && count <= water.weight.length; count++) {
    const next = settle(round, water);
    if (next === undefined) break;
    round = next;
  }
  return round.level;
}

/** Vessels that are full at `low`, or hold no more than their least at `high`, are settled: the level is between. */
interface Round {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

function firstLevel({ amount, weight, least, most }: Water): number {
  let width = 0;
  let room = 0;
  for (let vm = 0; vm < weight.length; vm++) {
    const top = weight[vm] === 0 ? 0 : most[vm];
    width += weight[vm];
    room += greater(top, least[vm]);
  }
  return amount >= room || width === 0 ? Infinity : amount / width;
}

/** One pass over the vessels; nothing where the level breaks no bound that was not settled before: then it is right. */
function settle({ low, high, level }: Round, { amount, weight, least, most }: Water): Round | undefined {
  let settled = 0;
  let free = 0;
  let [under, underWidth, over, overWidth] = [0, 0, 0, 0];
  let isBroken = false;
  for (let vm = 0; vm < weight.length; vm++) {
    const width = weight[vm];
    const bottom = least[vm];
    const top = greater(most[vm], bottom);
    if (width * level < bottom) {
      if (width * high < bottom) settled += bottom;
      else {
        isBroken = true;
        under += bottom;
        underWidth += width;
      }
    } else if (width * level > top) {
      if (width * low > top) settled += top;
      else {
        isBroken = true;
        over += top;
        overWidth += width;
      }
    } else free += width;
  }
  if (!isBroken) return undefined;
  const lacking = under - underWidth * level;
  const spilling = overWidth * level - over;
  return lacking > spilling
    ? { low, high: level, level: shared(amount - settled - under, free + overWidth) ?? level }
    : { low: level, high, level: shared(amount - settled - over, free + underWidth) ?? level };
}

const shared = (amount: number, width: number): number | undefined =>
  width > 0 ? greater(amount, 0) / width : undefined;

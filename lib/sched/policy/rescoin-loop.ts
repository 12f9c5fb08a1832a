import type { ColumnLoop, LoopColumns } from '../loop.ts';
import { bounded } from './bounds.ts';
import { grown } from './need.ts';
import { waterFill } from './water-fill.ts';

type Known = 'estimate' | 'template' | 'atLeast' | 'least' | 'most' | 'none' | 'weight';
/** Columns of one resource. `none` is of zeros; the last four are written over: what VMs need, what they get, and what is on the way to that. */
type Market = LoopColumns<Known | 'need' | 'grant' | 'lacking' | 'more'>;

export const RESCOIN: ColumnLoop<keyof Market> = {
  name: 'rescoin',
  run(market, capacity, weights, isPublished) {
    const { taken, wanted } = withinTemplates(market);
    if (taken > capacity) shrink(market, capacity);
    else {
      const terms = {
        price: (capacity - taken) / weights,
        isAmple: wanted <= capacity,
        isPublished: isPublished !== 0,
      };
      const { granted, lacking } = spend(market, terms);
      topUp(market, { left: capacity - granted, lacking });
    }
  },
};

/** What each needs of its template, or its floor; and the sums of that and of the needs. */
function withinTemplates({ estimate, template, atLeast, least, most, need, grant }: Market) {
  let taken = 0;
  let wanted = 0;
  for (let vm = 0; vm < need.length; vm++) {
    const wants = bounded(grown(estimate[vm], template[vm], atLeast[vm]), least[vm], most[vm]);
    const part = bounded(template[vm], least[vm], wants);
    need[vm] = wants;
    grant[vm] = part;
    taken += part;
    wanted += wants;
  }
  return { taken, wanted };
}

/** Templates promised more than there is. */
function shrink({ grant, least, more }: Market, capacity: number): void {
  more.set(waterFill({ amount: capacity, weight: grant, least, most: grant }));
  grant.set(more);
}

interface Terms {
  /** How much a weight of 1 buys. */
  readonly price: number;
  /** There is enough for all: who stays within its template gets what it needs, and no more. */
  readonly isAmple: boolean;
  readonly isPublished: boolean;
}

/** @returns the sums of what is granted, and of what is lacking to needs */
function spend(market: Market, { price, isAmple, isPublished }: Terms) {
  const { need, weight, template, least, most, grant } = market;
  const base = isPublished ? template : grant;
  let granted = 0;
  let lacking = 0;
  for (let vm = 0; vm < grant.length; vm++) {
    const wants = need[vm];
    let gets = grant[vm];
    if (!isAmple || wants > gets) {
      gets = bounded(base[vm] + weight[vm] * price, least[vm], most[vm]);
      grant[vm] = gets;
    }
    granted += gets;
    if (wants > gets) lacking += wants - gets;
  }
  return { granted, lacking };
}

/** Those who got less than they need take what is left. @param rest what is left, and the sum of what is lacking to needs */
function topUp({ need, weight, none, grant, lacking, more }: Market, rest: Record<'left' | 'lacking', number>): void {
  // A rest of rounding is none.
  if (rest.lacking === 0 || rest.left <= 1e-12 * rest.lacking) return;
  for (let vm = 0; vm < grant.length; vm++) lacking[vm] = need[vm] > grant[vm] ? need[vm] - grant[vm] : 0;
  const isEnough = rest.left >= rest.lacking;
  if (!isEnough) more.set(waterFill({ amount: rest.left, weight, least: none, most: lacking }));
  const added = isEnough ? lacking : more;
  for (let vm = 0; vm < grant.length; vm++) grant[vm] += added[vm];
}

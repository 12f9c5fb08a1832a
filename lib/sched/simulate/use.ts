import { lesser } from '../lesser.ts';
import type { ColumnLoop } from '../loop.ts';
import type { Lane } from './lane.ts';

/** More than this part over the capacity is no rounding. */
const ROUNDING = 1e-9;

/**
 * What VMs use under their grants: `min(want, grant)`. Where they are granted more than there is, and want it, all get the same part of it.
 *
 * @returns the first VM whose grant is NaN or negative; −1: all are good
 */
export function useGrants(lane: Lane): number {
  const granted = lane.loops.use(lane.capacity);
  if (granted > lane.capacity * (1 + ROUNDING)) lane.totals.overcommitted += 1;
  if (lane.bounded && isOutOfBounds(lane)) lane.totals.outOfBounds += 1;
  return Number.isNaN(granted) ? lane.grant.findIndex((grant) => !(grant >= 0)) : -1;
}

/** Returns the sum of the grants; `NaN` where one is no number of 0 or more. */
export const USE: ColumnLoop<'want' | 'grant' | 'used'> = {
  name: 'use',
  run({ want, grant, used }, capacity) {
    let [granted, total, areRight] = [0, 0, true];
    for (let vm = 0; vm < used.length; vm++) {
      const most = grant[vm];
      const asked = want[vm];
      const use = lesser(asked, most);
      if (!(most >= 0)) areRight = false;
      used[vm] = use;
      granted += most;
      total += use;
    }
    if (!areRight) return Number.NaN;
    if (total > capacity) scale(used, capacity / total);
    return granted;
  },
};

function scale(used: Float64Array, part: number): void {
  for (let vm = 0; vm < used.length; vm++) used[vm] *= part;
}

const isOutOfBounds = ({ grant, limit, floor }: Lane): boolean =>
  grant.some((amount, vm) => amount > limit[vm] * (1 + ROUNDING) || amount < floor[vm] * (1 - ROUNDING));

import type { Lane } from './lane.ts';

/** More than this part over the capacity is no rounding. */
const ROUNDING = 1e-9;

/**
 * What VMs use under their grants: `min(want, grant)`. Where they are granted more than there is, and want it, all get the same part of it.
 *
 * @returns the first VM whose grant is NaN or negative; −1: all are good
 */
export function useGrants(lane: Lane, grant: Float64Array): number {
  const sums = { granted: 0, used: 0 };
  const wrong = useUnder(lane, grant, sums);
  if (sums.granted > lane.capacity * (1 + ROUNDING)) lane.totals.overcommitted += 1;
  if (lane.bounded && isOutOfBounds(lane, grant)) lane.totals.outOfBounds += 1;
  if (sums.used > lane.capacity) scaleUse(lane.used, lane.capacity / sums.used);
  return wrong;
}

function useUnder({ want, used }: Lane, grant: Float64Array, sums: { granted: number; used: number }): number {
  let [wrong, granted, total] = [-1, 0, 0];
  for (let vm = 0; vm < used.length; vm++) {
    const most = grant[vm];
    if (!(most >= 0)) wrong = wrong < 0 ? vm : wrong;
    const asked = want[vm];
    const use = Math.min(asked, most);
    used[vm] = use;
    granted += most;
    total += use;
  }
  sums.granted = granted;
  sums.used = total;
  return wrong;
}

function scaleUse(used: Float64Array, part: number): void {
  for (let vm = 0; vm < used.length; vm++) used[vm] *= part;
}

const isOutOfBounds = ({ limit, floor }: Lane, grant: Float64Array): boolean =>
  grant.some((amount, vm) => amount > limit[vm] * (1 + ROUNDING) || amount < floor[vm] * (1 - ROUNDING));

import type { Lane } from './lane.ts';

/** The period begins: what VMs would use if nobody held them back, and what they are estimated to. Who is not there needs nothing. */
export function beginPeriod(lane: Lane, seconds: number): void {
  wanted(lane, 1 / seconds);
  lane.predictions.foresee?.(lane.want);
  estimated(lane);
}

function wanted({ demand, backlog, limit, want }: Lane, perSecond: number): void {
  for (let vm = 0; vm < want.length; vm++) {
    const asked = demand[vm] + backlog[vm] * perSecond;
    const most = limit[vm];
    const bounded = Math.min(asked, most);
    want[vm] = Number.isNaN(asked) ? 0 : bounded;
  }
}

function estimated({ demand, estimate, predictions }: Lane): void {
  const predicted = predictions.estimate;
  for (let vm = 0; vm < estimate.length; vm++) {
    const asked = demand[vm];
    estimate[vm] = Number.isNaN(asked) ? 0 : predicted[vm];
  }
}

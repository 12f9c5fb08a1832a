import { lesser } from '../lesser.ts';
import type { ColumnLoop } from '../loop.ts';
import type { Lane } from './lane.ts';

/** The period begins: what VMs would use if nobody held them back, and what they are estimated to. Who is not there needs nothing. */
export function beginPeriod({ loops, predictions, want, estimate }: Lane, seconds: number): void {
  loops.want(1 / seconds);
  predictions.foresee?.(want);
  estimate.set(predictions.estimate);
  loops.leaveOut();
}

export const WANT: ColumnLoop<'demand' | 'backlog' | 'limit' | 'want'> = {
  name: 'want',
  run({ demand, backlog, limit, want }, perSecond) {
    for (let vm = 0; vm < want.length; vm++) {
      const asked = demand[vm] + backlog[vm] * perSecond;
      const most = limit[vm];
      const bounded = lesser(asked, most);
      want[vm] = Number.isNaN(asked) ? 0 : bounded;
    }
  },
};

/** Who is not there is expected to use nothing. */
export const LEAVE_OUT: ColumnLoop<'demand' | 'estimate'> = {
  name: 'leaveOut',
  run({ demand, estimate }) {
    for (let vm = 0; vm < estimate.length; vm++) if (Number.isNaN(demand[vm])) estimate[vm] = 0;
  },
};

import { greater, lesser } from '../lesser.ts';
import type { ColumnLoop } from '../loop.ts';
import type { Lane } from './lane.ts';

/** Less than this part under the template is no rounding. */
const ROUNDING = 1 - 1e-9;

/** The period ends: what waits is carried over, what adds up is added up, and predictors see what was used. */
export function endPeriod({ loops, unmet, predictions, used }: Lane, seconds: number): void {
  if (unmet === 'wait') loops.carryOver(seconds);
  loops.addUp(seconds);
  predictions.observe(used);
}

export const CARRY_OVER: ColumnLoop<'demand' | 'used' | 'backlog'> = {
  name: 'carryOver',
  run({ demand, used, backlog }, seconds) {
    for (let vm = 0; vm < used.length; vm++) {
      const left = backlog[vm] + (demand[vm] - used[vm]) * seconds;
      if (!Number.isNaN(left)) backlog[vm] = greater(left, 0);
    }
  },
};

type Settled = 'demand' | 'want' | 'used' | 'template' | 'atLeast';
type Sums = 'demands' | 'uses' | 'wants' | 'unmet' | 'under' | 'absent';

export const ADD_UP: ColumnLoop<Settled | Sums> = {
  name: 'addUp',
  run({ demand, want, used, template, atLeast, demands, uses, wants, unmet, under, absent }, seconds) {
    for (let vm = 0; vm < used.length; vm++) {
      const asked = demand[vm];
      if (Number.isNaN(asked)) {
        used[vm] = Number.NaN;
        atLeast[vm] = Number.NaN;
        absent[vm] += seconds;
        continue;
      }
      const use = used[vm];
      const wanted = want[vm];
      const promised = template[vm];
      const due = lesser(wanted, promised);
      atLeast[vm] = use < wanted ? use : Number.NaN;
      demands[vm] += asked * seconds;
      uses[vm] += use * seconds;
      wants[vm] += wanted * seconds;
      unmet[vm] += use < asked ? (asked - use) * seconds : 0;
      under[vm] += use < due * ROUNDING ? seconds : 0;
    }
  },
};

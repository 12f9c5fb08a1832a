import type { Lane } from './lane.ts';

/** Less than this part under the template is no rounding. */
const ROUNDING = 1 - 1e-9;

/** The period ends: what waits is carried over, what adds up is added up, and predictors see what was used. */
export function endPeriod(lane: Lane, seconds: number): void {
  if (lane.unmet === 'wait') carryOver(lane, seconds);
  addUp(lane, seconds);
  lane.predictions.observe(lane.used);
}

function carryOver({ demand, used, backlog }: Lane, seconds: number): void {
  for (let vm = 0; vm < used.length; vm++) {
    const left = backlog[vm] + (demand[vm] - used[vm]) * seconds;
    if (!Number.isNaN(left)) backlog[vm] = Math.max(left, 0);
  }
}

function addUp({ demand, want, used, template, atLeast, totals }: Lane, seconds: number): void {
  const { demand: demands, used: uses, unmet, want: wants, under, absent } = totals;
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
    const due = Math.min(wanted, promised);
    atLeast[vm] = use < wanted ? use : Number.NaN;
    demands[vm] += asked * seconds;
    uses[vm] += use * seconds;
    wants[vm] += wanted * seconds;
    unmet[vm] += use < asked ? (asked - use) * seconds : 0;
    under[vm] += use < due * ROUNDING ? seconds : 0;
  }
}

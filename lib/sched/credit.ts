import { InputError } from '../core/errors.ts';
import { type Columns, columnsOf, SCHEDULED } from './columns.ts';
import { bindLoop, type ColumnLoop } from './loop.ts';

/** What VMs left unused of their templates over the last periods. */
export interface Credit {
  /** Summed over the window, in the resource's own unit; negative where a VM used more than its template. Changes with `add`. */
  readonly columns: Columns;
  /** A period has ended: what each VM used in it. `NaN`, and a template that is not finite, earn nothing. */
  add(used: Columns): void;
}

/**
 * A sliding window over `template − used`: `ac(t) += [tc(t−1) − au(t−1)] − [tc(t−k−1) − au(t−k−1)]`, as ResCoin has it.
 *
 * @param window k, in periods
 * @throws InputError unless the window is a whole number of 1 or more
 * @example const credit = startCredit(template, 10); credit.add(used); credit.columns.cpu[0] // 0.4
 */
export function startCredit(template: Columns, window: number): Credit {
  if (!(Number.isSafeInteger(window) && window >= 1))
    throw new InputError({ expected: 'a credit window of whole periods, 1 or more', received: window });
  const count = template.cpu.length;
  const columns = columnsOf(count);
  const seen = columnsOf(count);
  const earns = SCHEDULED.map((resource) =>
    bindLoop(EARN, {
      template: template[resource],
      used: seen[resource],
      credit: columns[resource],
      window: new Float64Array(window * count),
    }),
  );
  let slot = 0;
  return {
    columns,
    add: (used) => {
      for (const resource of SCHEDULED) seen[resource].set(used[resource]);
      for (const earn of earns) earn(slot);
      slot = (slot + 1) % window;
    },
  };
}

/** The period takes the place of the oldest one in the window, which is a column after the other. */
export const EARN: ColumnLoop<'template' | 'used' | 'credit' | 'window'> = {
  name: 'earn',
  run({ template, used, credit, window }, slot) {
    const oldest = window.subarray(slot * credit.length, (slot + 1) * credit.length);
    for (let vm = 0; vm < oldest.length; vm++) {
      const left = template[vm] - used[vm];
      const earned = Number.isFinite(left) ? left : 0;
      credit[vm] += earned - oldest[vm];
      oldest[vm] = earned;
    }
  },
};

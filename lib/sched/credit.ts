import { InputError } from '../core/errors.ts';
import { type Columns, columnsOf, eachResource } from './columns.ts';

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
  const rings = eachResource(() => Array.from({ length: window }, () => new Float64Array(count)));
  let slot = 0;
  return {
    columns,
    add: (used) => {
      eachResource((resource) =>
        earn({ credit: columns[resource], oldest: rings[resource][slot] }, template[resource], used[resource]),
      );
      slot = (slot + 1) % window;
    },
  };
}

/** The period takes the place of the oldest one in the window. */
function earn(
  { credit, oldest }: Record<'credit' | 'oldest', Float64Array>,
  template: Float64Array,
  used: Float64Array,
) {
  for (let vm = 0; vm < credit.length; vm++) {
    const left = template[vm] - used[vm];
    const earned = Number.isFinite(left) ? left : 0;
    credit[vm] += earned - oldest[vm];
    oldest[vm] = earned;
  }
}

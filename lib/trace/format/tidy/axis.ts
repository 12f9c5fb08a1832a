/**
 * The one time axis of all VMs in a tidy file: that of the VM with the most rows. The rows of others must be steps of it; where
 * a VM has none, it was not recorded.
 */
import { InputError } from '../../../core/errors.ts';
import type { VmRows } from './rows.ts';

export interface CommonAxis {
  readonly interval: Float64Array;
  /** A VM's values at their steps, NaN in the others. */
  place(name: string, values: readonly number[]): Float64Array;
}

/** @throws InputError if a VM has a step that is none of the axis */
export function commonAxis(vms: ReadonlyMap<string, VmRows>, file: string): CommonAxis {
  const axis = [...vms.values()].reduce((longest, rows) => (rows.times.length > longest.times.length ? rows : longest));
  const steps = new Map([...vms].map(([name, rows]) => [name, stepsOf(rows, axis, { file, name })]));
  return {
    interval: Float64Array.from(axis.intervals),
    place(name, values) {
      const column = new Float64Array(axis.times.length).fill(Number.NaN);
      const at = steps.get(name) ?? [];
      values.forEach((value, index) => {
        column[at[index] as number] = value;
      });
      return column;
    },
  };
}

function stepsOf(rows: VmRows, axis: VmRows, { file, name }: { file: string; name: string }): number[] {
  let step = 0;
  return rows.times.map((time, index) => {
    while (step < axis.times.length && !(axis.times[step] === time && axis.intervals[step] === rows.intervals[index]))
      step++;
    if (step === axis.times.length) throw strayError(file, name, time);
    return step++;
  });
}

const strayError = (file: string, name: string, time: number): InputError =>
  new InputError({
    file,
    column: 'time_s',
    expected: 'steps that all VMs of the file share',
    received: time,
    advice: `The VM '${name}' has a step of its own; put it in a file of its own`,
  });

import { type Columns, eachResource } from '../columns.ts';
import type { State } from '../policy/policy.ts';

/** The same state in columns of its own. */
export const copied = (state: State): State => withColumns(state, (column) => column.slice());

/** The same VMs, the last first. */
export const reversed = (state: State): State => ({
  ...withColumns(state, (column) => column.toReversed()),
  names: state.names.toReversed(),
});

export const reversedColumns = (columns: Columns): Columns =>
  eachResource((resource) => columns[resource].toReversed());

function withColumns(state: State, change: (column: Float64Array) => Float64Array): State {
  const changed = (columns: Columns): Columns => eachResource((resource) => change(columns[resource]));
  return {
    ...state,
    template: changed(state.template),
    estimate: changed(state.estimate),
    used: changed(state.used),
    demandAtLeast: changed(state.demandAtLeast),
    credit: changed(state.credit),
    vcpus: change(state.vcpus),
    memoryFloor: change(state.memoryFloor),
    weight: change(state.weight),
  };
}

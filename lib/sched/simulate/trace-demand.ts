import { resample } from '../../trace/resample.ts';
import { durationOf, type Trace } from '../../trace/trace.ts';
import { type Columns, SCHEDULED } from '../columns.ts';
import { checkSteps, type Demand, type DemandOptions } from './demand.ts';

/**
 * Traces as demand: bytes within steps become bytes a second; rows that only mark a start (of length 0) are left out.
 *
 * @throws InputError where their steps differ
 */
export function traceDemand(given: readonly Trace[], { interval }: DemandOptions): Demand {
  const traces = interval === undefined ? given : given.map((trace) => inSteps(trace, interval));
  const [first, ...others] = traces;
  for (const other of others) if (other.interval !== first.interval) checkSteps(stepsOf(first), stepsOf(other));
  const rows = rowsOf(first);
  return {
    ...stepsOf(first),
    names: traces.map(({ name }) => name),
    start: (into) => startTraces(traces, rows, into),
  };
}

/** The last step may reach past the end of the trace: a part of a step is no reason to drop what it has. */
function inSteps(trace: Trace, interval: number): Trace {
  const steps = Math.ceil(durationOf(trace) / interval - 1e-9);
  const same = trace.interval.length === steps && trace.interval.every((seconds) => seconds === interval);
  return same ? trace : resample(trace, new Float64Array(steps).fill(interval));
}

/** The rows that have a length. */
const rowsOf = ({ interval }: Trace): number[] => [...interval.keys()].filter((row) => interval[row] > 0);

function stepsOf(trace: Trace): Demand {
  const rows = rowsOf(trace);
  return {
    names: [trace.name],
    steps: rows.length,
    secondsOf: (step) => trace.interval[rows[step]],
    start: (into) => startTraces([trace], rows, into),
  };
}

function startTraces(traces: readonly Trace[], rows: readonly number[], into: Columns): () => void {
  let step = 0;
  return () => {
    const row = rows[step++];
    for (const resource of SCHEDULED) {
      const seconds = resource === 'read' || resource === 'write' ? traces[0].interval[row] : 1;
      for (let vm = 0; vm < traces.length; vm++) into[resource][vm] = traces[vm][resource][row] / seconds;
    }
  };
}

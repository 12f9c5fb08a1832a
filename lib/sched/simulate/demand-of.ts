import { InputError } from '../../core/errors.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Columns, eachResource } from '../columns.ts';
import type { Load } from '../load/load.ts';
import { checkSteps, type Demand, type DemandOptions, type SimulationInput } from './demand.ts';
import { loadDemand, namesOfLoad } from './load-demand.ts';
import { traceDemand } from './trace-demand.ts';

/**
 * Traces come first, then generated loads.
 *
 * @throws InputError where there are no VMs, two have one name, or their steps differ
 * @example demandOf(sched.load.sine({ … }), { seed: 1 }).names // ['sine-1', 'sine-2' …]
 */
export function demandOf(input: SimulationInput, options: DemandOptions): Demand {
  const all = partsOf(input);
  const names = checkNames(namesOf(all));
  const { traces, loads } = all;
  const parts = [
    ...(traces.length > 0 ? [traceDemand(traces, options)] : []),
    ...loads.map((load) => loadDemand(load, options)),
  ];
  const [first, ...others] = parts;
  for (const other of others) checkSteps(first, other);
  return { ...first, names, start: (into) => startAll(parts, into) };
}

/** What was recorded, and what is made up. */
export interface InputParts {
  readonly traces: readonly Trace[];
  readonly loads: readonly Load[];
}

/** @throws InputError for what is neither a trace, nor a recording, nor a generated load, nor a list of them */
export function partsOf(input: SimulationInput): InputParts {
  const list: readonly (Trace | Load)[] = Array.isArray(input) ? input : 'traces' in input ? input.traces : [input];
  const wrong = list.find((item) => !isLoad(item) && !('cpu' in item && 'interval' in item));
  if (wrong) throw new InputError({ expected: 'a recording, traces or generated loads', received: wrong });
  return {
    traces: list.filter((item): item is Trace => !isLoad(item)),
    loads: list.filter(isLoad),
  };
}

/** In the order of all columns. */
export const namesOf = ({ traces, loads }: InputParts): string[] => [
  ...traces.map(({ name }) => name),
  ...loads.flatMap(namesOfLoad),
];

const isLoad = (item: Trace | Load): item is Load => 'level' in item;

function checkNames(names: readonly string[]): readonly string[] {
  if (names.length === 0) throw new InputError({ expected: 'VMs to simulate', received: 'none' });
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new InputError({ expected: 'a name of its own for each VM', received: name });
    seen.add(name);
  }
  return names;
}

/** Each part writes into its own stretch of the columns. */
function startAll(parts: readonly Demand[], into: Columns): () => void {
  let from = 0;
  const nexts = parts.map((part) => {
    const [begin, end] = [from, from + part.names.length];
    from = end;
    return part.start(eachResource((resource) => into[resource].subarray(begin, end)));
  });
  return () => {
    for (const next of nexts) next();
  };
}

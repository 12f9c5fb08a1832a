import { InputError } from '../../core/errors.ts';
import type { Trace } from '../../trace/trace.ts';
import { checkNames } from '../check-names.ts';
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
  const names = namesOf(all);
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
  const list: readonly (Trace | Load)[] = Array.isArray(input) ? input : has(input, 'traces') ? input.traces : [input];
  const wrong = list.findIndex((item) => !isLoad(item) && !isTrace(item));
  if (wrong >= 0) throw new InputError({ expected: 'a recording, traces or generated loads', received: list[wrong] });
  return { traces: list.filter(isTrace), loads: list.filter(isLoad) };
}

const isTrace = (item: Trace | Load): item is Trace => has(item, 'cpu') && has(item, 'interval');
const isLoad = (item: Trace | Load): item is Load => has(item, 'level');

/** Plain JavaScript may give anything: the name of a file, or nothing. */
const has = <Key extends string>(input: object, key: Key): input is Record<Key, never> =>
  typeof input === 'object' && input !== null && key in input;

/** In the order of all columns. @throws InputError where there are no VMs, or two have one name */
export function namesOf({ traces, loads }: InputParts): string[] {
  const names = [...traces.map(({ name }) => name), ...loads.flatMap(namesOfLoad)];
  if (names.length === 0) throw new InputError({ expected: 'VMs to simulate', received: 'none' });
  checkNames(names, 'VM');
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

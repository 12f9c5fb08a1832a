import { InputError } from '../../core/errors.ts';
import type { Load } from '../load/load.ts';
import { numbersOf, startLoad } from '../load/start-load.ts';
import type { Demand, DemandOptions } from './demand.ts';

/** @throws InputError where the load has steps of another length than is asked for */
export function loadDemand(load: Load, { interval = load.interval, seed }: DemandOptions): Demand {
  if (interval !== load.interval)
    throw new InputError({
      expected: `the interval of the load ${load.name}, ${load.interval} s`,
      received: interval,
      advice: 'A generated load has its own interval: say it where the load is made',
    });
  return {
    names: namesOfLoad(load),
    steps: load.steps,
    secondsOf: () => load.interval,
    start: (into) => startLoad(load, into, seed),
  };
}

/** @example namesOfLoad(sine({ vms: 2, … })) // ['sine-1', 'sine-2'] */
export const namesOfLoad = (load: Load): string[] => numbersOf(load).map((number) => `${load.name}-${number + 1}`);

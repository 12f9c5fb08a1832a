import type { ExperimentFacts } from './facts.ts';
import { namesOf } from './names-of.ts';
import { orderOf, pendingOf } from './order.ts';
import type { Stored } from './store.ts';
import type { Trial } from './trial.ts';

/** From what is on disk to what is said of it. */
export function factsOf({ design, units, runs, trials }: Stored): ExperimentFacts {
  const names = namesOf(trials) ?? [];
  const all = trials.map((trial) => withAll(names, trial));
  return {
    name: design.name,
    design,
    names,
    units,
    trials: all.filter(({ warmUp }) => !warmUp),
    warmUps: all.filter(({ warmUp }) => warmUp),
    leftOut: pendingOf(orderOf(design), trials),
    runs,
  };
}

/** A trial that failed before any was done knew no names. */
const withAll = (names: readonly string[], trial: Trial): Trial => ({
  ...trial,
  measures: Object.fromEntries(names.map((name) => [name, trial.measures[name] ?? Number.NaN])),
});

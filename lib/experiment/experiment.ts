import { Experiment } from './builder.ts';
import { readExperiment } from './read.ts';
import { newSpec } from './spec.ts';

/**
 * An experiment: the same measurement under every combination of some factors, several times each, in random order, kept trial by trial.
 *
 * @param name of letters, digits, `-`, `_` and `.`; it is kept in `experiments/NAME` unless `.in()` says another directory
 * @throws InputError for a name that can be no directory's
 * @example
 * const result = await experiment('dirty')
 *   .vary({ pattern: ['sequential', 'random'] })
 *   .repeat(6)
 *   .measure(async ({ pattern }, { signal }) => ({ rate: (await migmon.dirty({ pattern }).run({ for: '1s', signal })).rate }))
 *   .units({ rate: 'bytes/s' })
 *   .run();
 * console.log(result, result.compare('pattern'));
 */
export const experiment = Object.assign((name: string): Experiment => new Experiment(newSpec(name)), {
  read: readExperiment,
});

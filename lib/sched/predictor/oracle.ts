import { type BuiltInPredictor, builtIn } from './built-in.ts';
import { startLast } from './last.ts';

/**
 * Knows the future: what no predictor can do better than. Simulations and backtests tell it, by `foresee`, what each period will
 * ask for; where nobody can (live), or that was not recorded, it goes by what was used last.
 *
 * @example sched.backtest(trace, [sched.ewma(), sched.oracle()])
 */
export const oracle = (): BuiltInPredictor =>
  builtIn({
    predictor: 'oracle',
    arguments: [],
    name: 'oracle',
    startMany: (count) => {
      const { estimate, observe } = startLast(count);
      return { estimate, observe, foresee: observe };
    },
  });

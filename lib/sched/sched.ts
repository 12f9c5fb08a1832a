/**
 * Scheduling of VMs' resources: predicted, divided, simulated, compared, run live.
 */
import { backtest } from './backtest/backtest.ts';
import { runLive } from './live/run.ts';
import { watchLive } from './live/watch.ts';
import { burst } from './load/burst.ts';
import { onOff } from './load/on-off.ts';
import { pareto } from './load/pareto.ts';
import { sine } from './load/sine.ts';
import { place } from './place/place.ts';
import { drf } from './policy/drf.ts';
import { equal } from './policy/equal.ts';
import { maxMin } from './policy/max-min.ts';
import { perVm } from './policy/per-vm.ts';
import { proportional } from './policy/proportional.ts';
import { rescoin } from './policy/rescoin.ts';
import { staticPolicy } from './policy/static.ts';
import { workConserving } from './policy/work-conserving.ts';
import { autoregressive } from './predictor/autoregressive.ts';
import { ewma } from './predictor/ewma.ts';
import { holt } from './predictor/holt.ts';
import { last } from './predictor/last.ts';
import { oracle } from './predictor/oracle.ts';
import { percentile } from './predictor/percentile.ts';
import { seasonal } from './predictor/seasonal.ts';
import { recordingFrom } from './recording.ts';
import { compare } from './simulate/compare.ts';
import { simulate } from './simulate/simulate.ts';
import { sweep } from './sweep/sweep.ts';

/**
 * Predictors, policies, and what is done with them.
 *
 * @example
 * const result = sched.simulate(recording, { predictor: sched.ewma(), policy: sched.rescoin({ window: 10 }), capacity: { cpu: 4 } });
 * console.log(result.fairness.jain, result.unmet.cpu);
 */
export const sched = Object.freeze({
  ...{ ewma, last, holt, seasonal, percentile, autoregressive, oracle },
  ...{ rescoin, equal, proportional, maxMin, drf, static: staticPolicy, workConserving, perVm },
  ...{ read: recordingFrom, load: Object.freeze({ sine, burst, onOff, pareto }) },
  ...{ backtest, simulate, compare, sweep, place },
  run: runLive,
  watch: watchLive,
});

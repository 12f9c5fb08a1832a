import { type Amounts, type Columns, columnsOf, eachResource, type ScheduledResource } from '../columns.ts';
import { type Credit, startCredit } from '../credit.ts';
import type { Prediction } from '../predictor/predictor.ts';
import { startOne } from '../predictor/start-one.ts';
import { atLeastOf } from './held-back.ts';
import type { VmLimits, VmReading } from './plant.ts';
import { NOTHING_KNOWN, useBetween } from './rates.ts';
import type { LiveSettings } from './settings.ts';

/** What is known of one VM while a run lasts. */
export interface Watched {
  readonly name: string;
  readonly predictions: ReadonlyMap<ScheduledResource, Prediction>;
  readonly credit: Credit;
  /** One element each: what it is promised in this period. */
  readonly template: Columns;
  /** The last reading that there was. */
  reading?: VmReading;
  /** In the period that ended last. */
  used: Amounts;
  atLeast: Amounts;
  /** The last good one; `NaN` before. */
  grant: Amounts;
  /** What stands. */
  limits: VmLimits;
}

export function startWatched(name: string, { policy, predictors }: LiveSettings): Watched {
  const template = columnsOf(1);
  return {
    name,
    predictions: new Map([...predictors].map(([resource, predictor]) => [resource, startOne(predictor, resource)])),
    credit: startCredit(template, policy.creditWindow ?? 10),
    template,
    used: NOTHING_KNOWN,
    atLeast: NOTHING_KNOWN,
    grant: NOTHING_KNOWN,
    limits: {},
  };
}

/** A period has ended. Without a reading nothing is known of it, and what is used until the next one is counted there. */
export function observe(vm: Watched, reading: VmReading | undefined, busy: number): void {
  const use = vm.reading && reading && useBetween(vm.reading, reading);
  vm.used = use?.used ?? NOTHING_KNOWN;
  vm.atLeast = use ? atLeastOf(use, { granted: vm.grant.cpu, limits: vm.limits, busy }) : NOTHING_KNOWN;
  vm.reading = reading ?? vm.reading;
  for (const [resource, prediction] of vm.predictions) prediction.observe(vm.used[resource]);
  vm.credit.add(eachResource((resource) => Float64Array.of(vm.used[resource])));
}

/** What it is expected to use: `NaN` of what is not scheduled, and before anything was observed. */
export const estimateOf = ({ predictions }: Watched): Amounts =>
  eachResource((resource) => predictions.get(resource)?.estimate ?? Number.NaN);

export const creditOf = ({ credit }: Watched): Amounts => eachResource((resource) => credit.columns[resource][0]);

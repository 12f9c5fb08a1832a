import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';
import { type AmountsInput, amountsOf } from '../amounts.ts';
import { checkKeys } from '../check-keys.ts';
import { type Amounts, SCHEDULED, type ScheduledResource } from '../columns.ts';
import { checkPolicy } from '../policy/check-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { type Predictors, predictorsOf } from '../predictor/by-resource.ts';
import { wholeNumber } from '../predictor/parameters.ts';
import type { Predictor } from '../predictor/predictor.ts';
import type { Templates } from './templates.ts';

/** What becomes of demand that is not granted: it waits, is lost, or is counted as memory pressure (and is gone with the step, too). */
export type Unmet = 'wait' | 'lost' | 'pressure';

export interface SimulateOptions {
  readonly predictor: Predictors;
  readonly policy: Policy;
  /** What the host has. A resource that is left out is not scheduled, and is in no figure. */
  readonly capacity: AmountsInput;
  /** What each VM was promised; an equal part of the capacity unless told. */
  readonly templates?: Templates;
  /** Length of a period. Unless told, that of the steps of the input, which may differ from each other. */
  readonly interval?: Duration;
  /** For generated loads that were given none; 1 unless told. */
  readonly seed?: number;
  /** `{ cpu: 'wait', memory: 'pressure', read: 'wait', write: 'wait' }` unless told. */
  readonly unmet?: Readonly<Partial<Record<ScheduledResource, Unmet>>>;
  /** `'columns'` (unless told) keeps what went on over time, `'summary'` the figures only: its memory does not grow with time. */
  readonly keep?: 'columns' | 'summary';
}

/** The same, settled. */
export interface Settings {
  readonly capacity: Amounts;
  /** The resources that are scheduled. */
  readonly resources: readonly ScheduledResource[];
  readonly predictors: ReadonlyMap<ScheduledResource, Predictor>;
  readonly policy: Policy;
  readonly templates?: Templates;
  /** In s. */
  readonly interval?: number;
  readonly seed: number;
  readonly unmet: Readonly<Record<ScheduledResource, Unmet>>;
  readonly keep: 'columns' | 'summary';
}

const UNMET: Settings['unmet'] = { cpu: 'wait', memory: 'pressure', read: 'wait', write: 'wait' };

/** @throws InputError for what has no sense, and where nothing is to be scheduled, or a resource has no predictor */
export function settingsOf(options: SimulateOptions): Settings {
  checkKeys(options, OPTIONS);
  checkPolicy(options.policy);
  const capacity = amountsOf(options.capacity ?? {}, () => Number.POSITIVE_INFINITY);
  const resources = SCHEDULED.filter((resource) => capacity[resource] < Number.POSITIVE_INFINITY);
  if (resources.length === 0)
    throw new InputError({ expected: 'a capacity, such as { cpu: 4, memory: "16GiB" }', received: 'nothing' });
  return {
    capacity,
    resources,
    predictors: predictorsOf(options.predictor, resources),
    policy: options.policy,
    templates: options.templates,
    ...(options.interval !== undefined && { interval: lengthOf(options.interval) }),
    seed: wholeNumber(options.seed ?? 1, 'seed', 0),
    unmet: unmetOf(options.unmet ?? {}),
    keep: keepOf(options.keep ?? 'columns'),
  };
}

const OPTIONS = ['predictor', 'policy', 'capacity', 'templates', 'interval', 'seed', 'unmet', 'keep'] as const;

function keepOf(keep: Settings['keep']): Settings['keep'] {
  if (keep === 'columns' || keep === 'summary') return keep;
  throw new InputError({ expected: "'columns' or 'summary' to keep", received: keep });
}

function lengthOf(interval: Duration): number {
  const seconds = parseDuration(interval, 'an interval');
  if (seconds > 0) return seconds;
  throw new InputError({ expected: 'an interval of more than 0 s', received: interval });
}

function unmetOf(told: NonNullable<SimulateOptions['unmet']>): Settings['unmet'] {
  checkKeys(told, SCHEDULED);
  const wrong = Object.values(told).find((value) => !['wait', 'lost', 'pressure'].includes(value));
  if (wrong !== undefined) throw new InputError({ expected: "'wait', 'lost' or 'pressure'", received: wrong });
  if (told.memory === 'wait')
    throw new InputError({
      expected: "'pressure' or 'lost' for memory",
      received: 'wait',
      advice: 'Memory is held, not done: there is no work that could wait.',
    });
  return { ...UNMET, ...told };
}

import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';
import type { GuestAddress } from '../../record/guest-memory.ts';
import { type AmountsInput, amountsOf } from '../amounts.ts';
import { checkKeys } from '../check-keys.ts';
import { type Amounts, SCHEDULED, type ScheduledResource } from '../columns.ts';
import { checkPolicy } from '../policy/check-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { type Predictors, predictorsOf } from '../predictor/by-resource.ts';
import { type Template, templatesOf } from '../simulate/templates.ts';
import type { Fault } from './fault.ts';
import type { PeriodReport } from './period-report.ts';
import type { Enforcement, LiveSettings } from './settings.ts';

export interface LiveOptions {
  /** One for all resources, or one for each that is scheduled. */
  readonly predictor: Predictors;
  readonly policy: Policy;
  /** What there is to give. Of CPU the cores of this machine, unless told; other resources that are left out are not scheduled. */
  readonly capacity?: AmountsInput;
  /** What VMs were promised, by name; who is left out, an equal part of the capacity. */
  readonly templates?: Readonly<Record<string, Template>>;
  /** Length of a period; 8 s unless told. */
  readonly interval?: Duration;
  readonly enforce?: 'weight' | 'quota' | Enforcement;
  /** The disk whose bytes are counted and limited, '/dev/vda'. Unless told, reads and writes are known on cgroup v2 only: of all disks. */
  readonly disk?: string;
  /** Where `vmlab-agent memory` runs in guests, by VM. Memory of the others is read from their group. */
  readonly memory?: Readonly<Record<string, GuestAddress>>;
  /** Sets nothing: tells what would be set. */
  readonly dryRun?: boolean;
  /** How long, in whole periods; unless told, until `signal`. */
  readonly for?: Duration;
  /** Ends the run; what it came to until then is its result. */
  readonly signal?: AbortSignal;
  /** Called at the end of each period. */
  readonly onPeriod?: (report: PeriodReport) => void;
  /**
   * Called once, by whatever end, when limits are what they were, but for those that it is told of, which could not be put back. A result has
   * these among its faults; who watches has been told of the last period by then, or has left.
   */
  readonly onEnd?: (left: readonly Fault[]) => void;
}

/** Plain JavaScript may leave them out, or misspell one. @throws InputError */
export function checkOptions(options: LiveOptions): void {
  checkKeys(options, OPTIONS);
  if (typeof options.enforce === 'object') checkKeys(options.enforce, ['cpu', 'memory', 'io']);
}

const OPTIONS: readonly (keyof LiveOptions)[] = [
  ...(['predictor', 'policy', 'capacity', 'templates', 'interval', 'enforce', 'disk', 'memory'] as const),
  ...(['dryRun', 'for', 'signal', 'onPeriod', 'onEnd'] as const),
];

/** As ResCoin has it. */
const INTERVAL = '8s';

/** @param cores of this machine. @throws InputError for what has no sense, or a resource without a predictor */
export function liveSettings(options: LiveOptions, cores: number): LiveSettings {
  checkPolicy(options.policy);
  const capacity = amountsOf(options.capacity ?? {}, (resource) => (resource === 'cpu' ? cores : Infinity));
  const resources = SCHEDULED.filter((resource) => capacity[resource] < Number.POSITIVE_INFINITY);
  const interval = positive(options.interval ?? INTERVAL, 'an interval of more than 0 s');
  const total =
    options.for === undefined ? Number.POSITIVE_INFINITY : positive(options.for, 'a length of more than 0 s');
  return {
    capacity,
    resources,
    predictors: predictorsOf(options.predictor, resources),
    policy: options.policy,
    templates: checkTemplates(options.templates ?? {}, capacity),
    interval,
    periods: Math.ceil(total / interval - 1e-9),
    enforce: enforcementOf(options, resources),
    dryRun: options.dryRun ?? false,
    cores,
  };
}

/** A template that has no sense is told before anything runs. */
function checkTemplates(templates: Readonly<Record<string, Template>>, capacity: Amounts) {
  templatesOf(templates, Object.keys(templates), capacity);
  return templates;
}

function positive(duration: Duration, expected: string): number {
  const seconds = parseDuration(duration);
  if (seconds > 0) return seconds;
  throw new InputError({ expected, received: duration });
}

function enforcementOf({ enforce = 'weight', disk }: LiveOptions, scheduled: readonly ScheduledResource[]) {
  const { cpu = 'weight', memory = false, io = false } = typeof enforce === 'string' ? { cpu: enforce } : enforce;
  if (cpu !== 'weight' && cpu !== 'quota') throw new InputError({ expected: "'weight' or 'quota'", received: cpu });
  if (memory && !scheduled.includes('memory')) throw nothingToEnforce('a capacity of memory, since memory is enforced');
  if (io && !(scheduled.includes('read') || scheduled.includes('write')))
    throw nothingToEnforce('a capacity of read or write, since io is enforced');
  if (io && disk === undefined) throw nothingToEnforce("the disk to limit, such as disk: '/dev/vda'");
  return { cpu, memory, io };
}

const nothingToEnforce = (expected: string): InputError => new InputError({ expected, received: 'nothing' });

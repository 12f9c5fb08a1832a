import type { Amounts, ScheduledResource } from '../columns.ts';
import type { Policy } from '../policy/policy.ts';
import type { Predictor } from '../predictor/predictor.ts';
import type { Template } from '../simulate/templates.ts';

/** How grants are made to hold. CPU weights, unless told: they only act while there is not enough. */
export interface Enforcement {
  /** `quota` adds a ceiling at what was granted. */
  readonly cpu?: 'weight' | 'quota';
  /** Sets memory.max: who needs more than it was granted is killed. */
  readonly memory?: boolean;
  /** Sets io.max of `disk`. */
  readonly io?: boolean;
}

/** The options of a live run, settled. */
export interface LiveSettings {
  readonly capacity: Amounts;
  /** The resources that are scheduled. */
  readonly resources: readonly ScheduledResource[];
  readonly predictors: ReadonlyMap<ScheduledResource, Predictor>;
  readonly policy: Policy;
  readonly templates: Readonly<Record<string, Template>>;
  /** In s. */
  readonly interval: number;
  /** How many; `Infinity`: until the signal. */
  readonly periods: number;
  readonly enforce: Required<Enforcement>;
  readonly dryRun: boolean;
  /** CPUs of the host: no VM can use more. */
  readonly cores: number;
}

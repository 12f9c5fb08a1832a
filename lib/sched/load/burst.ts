import type { Duration } from '../../core/units.ts';
import { checkOptions, type Load, type LoadOptions, lengthFrom, loadOf } from './load.ts';

export interface BurstOptions extends LoadOptions {
  /** How long each burst lasts. */
  readonly length: Duration;
  /** How long a VM is idle between two of them, on average: the gaps are exponential, so that no burst tells of the next. */
  readonly every: Duration;
}

/**
 * VMs that are idle but for bursts, all of one length, that come without warning.
 *
 * @throws InputError for a count, a time or an amount that has no sense
 * @example sched.load.burst({ vms: 10, steps: 600, length: '5s', every: '1min', peak: { cpu: 4 }, idle: { cpu: 0.1 } })
 */
export function burst(options: BurstOptions): Load {
  checkOptions(options, ['length', 'every']);
  return loadOf(
    {
      kind: 'onOff',
      on: { mean: lengthFrom(options.length, 'the length of a burst'), spread: 'fixed' },
      off: { mean: lengthFrom(options.every, 'a time between bursts'), spread: 'exponential' },
    },
    options,
    'burst',
  );
}

import { InputError } from '../../core/errors.ts';
import { checkOptions, type Lengths, type Load, lengthFrom, loadOf } from './load.ts';
import type { OnOffOptions } from './on-off.ts';

export interface ParetoOptions extends OnOffOptions {
  /** Over 1; the nearer to 1, the more of the time lies in few long times. 1.5 unless told. */
  readonly shape?: number;
}

/**
 * VMs that are at their peak or idle for times of Pareto distributions: rare but very long ones. Many of them together are self-similar, as
 * traffic is: averaging over longer steps does not smooth them (Willinger, Taqqu, Sherman and Wilson, "Self-similarity through
 * high-variability", IEEE/ACM Transactions on Networking 5, 1997).
 *
 * @throws InputError for a count, a time or an amount that has no sense, and for a shape that is not over 1 (it would have no mean)
 * @example sched.load.pareto({ vms: 10, steps: 600, on: '5s', off: '20s', shape: 1.2, peak: { cpu: 2 } })
 */
export function pareto(options: ParetoOptions): Load {
  checkOptions(options, ['on', 'off', 'shape']);
  const shape = options.shape ?? 1.5;
  if (!(shape > 1 && Number.isFinite(shape))) throw new InputError({ expected: 'a shape over 1', received: shape });
  const lengths = (mean: number): Lengths => ({ mean, spread: 'pareto', shape });
  const on = lengths(lengthFrom(options.on, 'a time on'));
  const off = lengths(lengthFrom(options.off, 'a time off'));
  return loadOf({ kind: 'onOff', on, off }, options, 'pareto');
}

import type { Duration } from '../../core/units.ts';
import { type Random, seededRandom } from '../../stats/random.ts';
import { checkOptions, type Lengths, type Level, type Load, type LoadOptions, lengthFrom, loadOf } from './load.ts';

export interface OnOffOptions extends LoadOptions {
  /** How long a VM is at its peak, on average. */
  readonly on: Duration;
  /** How long it is idle, on average. */
  readonly off: Duration;
}

/**
 * VMs that are at their peak or idle, for times that are drawn from exponential distributions.
 *
 * @throws InputError for a count, a time or an amount that has no sense
 * @example sched.load.onOff({ vms: 10, steps: 600, on: '20s', off: '40s', peak: { cpu: 1 } })
 */
export function onOff(options: OnOffOptions): Load {
  checkOptions(options, ['on', 'off']);
  return loadOf(
    {
      kind: 'onOff',
      on: { mean: lengthFrom(options.on, 'a time on'), spread: 'exponential' },
      off: { mean: lengthFrom(options.off, 'a time off'), spread: 'exponential' },
    },
    options,
    'onOff',
  );
}

/** Each call of what is returned writes the levels of the next step: the part of it that a VM is on. @param seeds one a VM */
export function startOnOff(
  { level, interval }: { level: Extract<Level, { kind: 'onOff' }>; interval: number },
  seeds: readonly number[],
  levels: Float64Array,
): () => void {
  const sources = seeds.map((seed) => source(level, seededRandom(seed)));
  return () => {
    for (let vm = 0; vm < levels.length; vm++) levels[vm] = sources[vm](interval);
  };
}

/** One VM: told the length of a step, says what part of it it was on. */
function source({ on, off }: Extract<Level, { kind: 'onOff' }>, random: Random): (interval: number) => number {
  let isOn = random() < on.mean / (on.mean + off.mean);
  let left = random() * draw(isOn ? on : off, random); // as if it had begun before
  return (interval) => {
    let [rest, time] = [interval, 0];
    while (left < rest) {
      if (isOn) time += left;
      rest -= left;
      isOn = !isOn;
      left = draw(isOn ? on : off, random);
    }
    left -= rest;
    return Math.min(1, (time + (isOn ? rest : 0)) / interval);
  };
}

function draw({ mean, spread, shape = 1.5 }: Lengths, random: Random): number {
  const chance = 1 - random(); // never 0
  if (spread === 'fixed') return mean;
  if (spread === 'exponential') return -mean * Math.log(chance);
  return ((mean * (shape - 1)) / shape) * chance ** (-1 / shape);
}

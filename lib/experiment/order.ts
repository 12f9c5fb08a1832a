import { shuffle } from 'simple-statistics';
import { type Random, seededRandom } from '../stats/random.ts';
import type { Condition } from './condition.ts';

/** A trial that is to be run. */
export interface PlannedTrial<Of extends Condition = Condition> {
  /** Its place in the order, from 1. */
  readonly trial: number;
  /** The block that it is in, from 1; warm-ups have blocks of their own. */
  readonly repetition: number;
  readonly warmUp: boolean;
  readonly condition: Of;
  /** A whole number below 2^32 that no other trial of the experiment has. */
  readonly seed: number;
}

export interface OrderSpec {
  readonly conditions: readonly Condition[];
  readonly repeat: number;
  readonly warmUp: number;
  readonly seed: number;
}

/**
 * The trials in their order: warm-ups first, then block after block, each with every condition once, in random order (a randomised complete block
 * design: Fisher, "The Design of Experiments", 1935, chapter 4). What drifts with time meets all conditions alike.
 *
 * @example orderOf({ conditions: [{ mode: 'a' }, { mode: 'b' }], repeat: 5, warmUp: 1, seed: 1 }).length // 12
 */
export function orderOf({ conditions, repeat, warmUp, seed }: OrderSpec): PlannedTrial[] {
  const random = seededRandom(seed);
  const seedOf = trialSeeds(random);
  const blocks = Array.from({ length: warmUp + repeat }, (_, block) =>
    shuffle([...conditions], random).map((condition) => ({
      condition,
      warmUp: block < warmUp,
      repetition: block < warmUp ? block + 1 : block - warmUp + 1,
    })),
  );
  return blocks.flat().map((planned, place) => ({ trial: place + 1, ...planned, seed: seedOf(place) }));
}

/** What of an order is not done yet. */
export function pendingOf(
  order: readonly PlannedTrial[],
  done: readonly Pick<PlannedTrial, 'trial'>[],
): PlannedTrial[] {
  const ended = new Set(done.map(({ trial }) => trial));
  return order.filter(({ trial }) => !ended.has(trial));
}

/** Steps of an odd number meet each number below 2^32 once before they meet one again. */
function trialSeeds(random: Random): (place: number) => number {
  const first = Math.floor(random() * 2 ** 32);
  return (place) => (first + Math.imul(place, GOLDEN_RATIO)) >>> 0;
}

/** Of 2^32: successive steps are spread evenly (Knuth, volume 3, section 6.4). */
const GOLDEN_RATIO = 0x9e3779b1;

/**
 * How far a guest's CLOCK_MONOTONIC is from the host's, by asking: its answer was made between the question and the answer's arrival here.
 */

/** One question and its answer. All in ns of CLOCK_MONOTONIC. */
export interface ClockRound {
  /** The host's clock, before the question and after the answer. */
  readonly asked: bigint;
  readonly answered: bigint;
  /** The guest's, in between. */
  readonly guest: bigint;
}

/** In ns. */
export interface ClockOffset {
  /** The guest's clock less the host's. */
  readonly offset: bigint;
  /** It is wrong by so much at most. */
  readonly uncertainty: number;
}

/** NTP slews a clock by 500 ppm at most (adjtimex(2)), so a round says less and less of other moments. */
const DRIFT = 500e-6;

/**
 * What several rounds tell together of one moment: where the bounds of all of them meet (Marzullo's algorithm). Where they do not, a clock has
 * jumped (the guest was paused): then the last round alone counts.
 *
 * @param rounds one at least, in their order
 * @param at the host's clock
 * @example clockOffset([{ asked: 0n, answered: 10n, guest: 105n }], 10n) // { offset: 100n, uncertainty: 5 }
 */
export function clockOffset(rounds: readonly ClockRound[], at: bigint): ClockOffset {
  const base = rounds[0] ? rounds[0].guest - rounds[0].answered : 0n;
  const bounds = rounds.map((round) => boundsOf(round, { base, at }));
  const low = Math.max(...bounds.map((bound) => bound.low));
  const high = Math.min(...bounds.map((bound) => bound.high));
  if (low > high && rounds.length > 1) return clockOffset(rounds.slice(-1), at);
  return { offset: base + BigInt(Math.round((low + high) / 2)), uncertainty: (high - low) / 2 };
}

/** Above `base`: clocks themselves have more digits than a number. */
function boundsOf({ asked, answered, guest }: ClockRound, { base, at }: { base: bigint; at: bigint }) {
  const allowance = DRIFT * Math.abs(Number(at - answered));
  return { low: Number(guest - answered - base) - allowance, high: Number(guest - asked - base) + allowance };
}

/** A place to mark on an axis, in base units. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/**
 * Multiples of 1, 2 or 5 times a power of ten, from the one below `low` to the one above `high`: about `count` steps
 * (Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990).
 */
export function roundNumbers(low: number, high: number, count: number): number[] {
  const step = roundStep((high - low || 1) / count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  // Through toPrecision, for 3 × 0.1 is 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** All digits of a tick: 1002.5 must not print as 1003. Only long rows of zeros become exponents. */
export const marks = (ticks: readonly number[], factor: number): Tick[] =>
  ticks.map((tick) => ({ at: tick * factor, label: Math.abs(tick) < 1e6 ? String(tick) : tick.toExponential() }));

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((nice) => nice * power >= rough * (1 - 1e-9))!;
}

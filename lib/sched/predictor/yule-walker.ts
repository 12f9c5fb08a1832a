/** Says what comes after a series of numbers: `values[from]` up to `values[to]`, without the last. `NaN`: cannot be told. */
export type Forecast = (values: Float64Array, from: number, to: number) => number;

/**
 * An autoregressive model of a series, and its forecast of the next value: `mean + Σ φ_k · (x(t−k) − mean)`. The φ solve the
 * Yule-Walker equations, least squares on the biased autocovariances, with which the model is always stable. (Yule,
 * "On a method of investigating periodicities in disturbed series", 1927; solved by the recursion of Durbin, "The fitting of
 * time-series models", 1960.)
 *
 * @example createYuleWalker(2)(Float64Array.of(1, 3, 1, 3, 1, 3), 0, 6) // near 1
 */
export function createYuleWalker(order: number): Forecast {
  const covariances = new Float64Array(order + 1);
  const coefficients = new Float64Array(order + 1);
  const before = new Float64Array(order + 1);
  return (values, from, to) => {
    const mean = meanOf(values, from, to);
    for (let lag = 0; lag <= order; lag++) covariances[lag] = covarianceOf(values, { from, to, lag, mean });
    if (!(covariances[0]! > 0)) return Number.NaN;
    solve(covariances, coefficients, before);
    let next = mean;
    for (let lag = 1; lag <= order; lag++) next += coefficients[lag]! * (values[to - lag]! - mean);
    return next;
  };
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += values[at]!;
  return sum / (to - from);
}

interface Lagged {
  readonly from: number;
  readonly to: number;
  readonly lag: number;
  readonly mean: number;
}

/** Not divided by the length: only ratios of covariances count. */
function covarianceOf(values: Float64Array, { from, to, lag, mean }: Lagged): number {
  let sum = 0;
  for (let at = from + lag; at < to; at++) sum += (values[at]! - mean) * (values[at - lag]! - mean);
  return sum;
}

/** Levinson and Durbin's recursion, an order after the other; it ends early where nothing is left to explain. */
function solve(covariances: Float64Array, coefficients: Float64Array, before: Float64Array): void {
  coefficients.fill(0);
  let unexplained = covariances[0]!;
  for (let order = 1; order < covariances.length && unexplained > 0; order++) {
    const reflection = reflectionOf(covariances, coefficients, order) / unexplained;
    before.set(coefficients);
    for (let lag = 1; lag < order; lag++) coefficients[lag] = before[lag]! - reflection * before[order - lag]!;
    coefficients[order] = reflection;
    unexplained *= 1 - reflection * reflection;
  }
}

function reflectionOf(covariances: Float64Array, coefficients: Float64Array, order: number): number {
  let sum = covariances[order]!;
  for (let lag = 1; lag < order; lag++) sum -= coefficients[lag]! * covariances[order - lag]!;
  return sum;
}

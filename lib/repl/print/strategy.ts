/** A policy or a predictor by its name: what it decides by is code. */
export function printStrategy(value: unknown): string | undefined {
  if (typeof value === 'function' && 'title' in value)
    return `policy ${value.title}\nnext: sched.simulate(recording, { policy: _, … })`;
  if (typeof value === 'object' && value !== null && 'startMany' in value && 'name' in value)
    return `predictor ${value.name}\nnext: sched.backtest(trace, [_])  sched.simulate(recording, { predictor: _, … })`;
  return undefined;
}

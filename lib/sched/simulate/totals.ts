/** What adds up over a simulation, of one resource: an element a VM. Amounts are rate × time: core-s, byte-s of memory, bytes. */
export interface Totals {
  readonly demand: Float64Array;
  readonly used: Float64Array;
  /** What was asked for and not granted in its own period. */
  readonly unmet: Float64Array;
  /** Demand with the backlog, as often as it was asked for. */
  readonly want: Float64Array;
  /** Seconds in which a VM wanted more than it got, and got less than its template. */
  readonly under: Float64Array;
  /** Seconds in which it was not there. */
  readonly absent: Float64Array;
  /** Periods in which the policy granted more than there is. */
  overcommitted: number;
  /** Periods in which it granted a VM more cores than its vCPUs, or less memory than its floor. */
  outOfBounds: number;
}

export const startTotals = (count: number): Totals => ({
  demand: new Float64Array(count),
  used: new Float64Array(count),
  unmet: new Float64Array(count),
  want: new Float64Array(count),
  under: new Float64Array(count),
  absent: new Float64Array(count),
  overcommitted: 0,
  outOfBounds: 0,
});

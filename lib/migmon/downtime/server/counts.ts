/** What an echo server did with what it was sent. */
export interface EchoCounts {
  readonly answered: number;
  /** Did not begin with `echo`, or came from a port of servers, which would answer the answer. */
  readonly ignored: number;
  /** From others than the `peers`. */
  readonly turnedAway: number;
}

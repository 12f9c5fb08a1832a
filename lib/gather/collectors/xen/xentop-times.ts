/** When each sample's head came, in s since xentop was started, and how dom0's row is called. */
export interface XentopTimes {
  readonly heads: readonly number[];
  readonly hostName: string;
}

/** When each sample's head came, in s since xentop was started; how dom0's row is called; and who is wanted: names, or their pattern. */
export interface XentopTimes {
  readonly heads: readonly number[];
  readonly hostName: string;
  readonly wanted: readonly string[] | string;
}

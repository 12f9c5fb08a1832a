/** Where a value is printed. */
export interface PrintPage {
  readonly colors: boolean;
  /** In cells. */
  readonly width: number;
}

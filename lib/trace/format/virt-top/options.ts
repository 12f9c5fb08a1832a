import type { Duration, Size } from '../../../core/units.ts';
import type { OnBadCell } from '../repairs.ts';

/** What a virt-top file does not say of itself. */
export interface VirtTopOptions {
  /**
   * What the block columns count. By default the header tells: `Block RDBY` is bytes (`--block-in-bytes`), `Block RDRQ`
   * requests. Requests are not bytes: `read` and `write` are then "not recorded", unless `requestSize` is given.
   */
  readonly blocks?: 'bytes' | 'requests';
  /** Bytes that each request is taken to move. */
  readonly requestSize?: Size;
  /** `Mem (bytes)` holds the balloon's size, in KiB, not what is in use: only on demand is it the trace's `memory`. */
  readonly memory?: 'balloon';
  /** Length of the steps that neither CPU use nor Time tells. */
  readonly interval?: Duration;
  /** `throw` (the default) an InputError at the first bad cell, or `report`: such cells are NaN, and counted in `repairs`. */
  readonly onBadCell?: OnBadCell;
  /** `csv-parse` reads all by csv-parse: some twenty times slower, the same result to the bit. Default: `bytes`. */
  readonly parser?: 'bytes' | 'csv-parse';
}

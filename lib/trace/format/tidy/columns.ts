/**
 * vmlab's own format: one row for each VM and step, units in the columns' names, as pandas, DuckDB or R load it.
 *
 * `time_s` is the start of the step, in s from the start of the recording; a blank cell is "not recorded". Numbers have all
 * their digits, so that what is read is what was written, to the bit.
 */
export const TIDY_COLUMNS = [
  'time_s',
  'interval_s',
  'vm',
  'cpu_cores',
  'memory_bytes',
  'read_bytes',
  'write_bytes',
  'rx_bytes',
  'tx_bytes',
] as const;

/** Where the columns are in a row; the resources follow, in the order of RESOURCES. */
export const TIDY = { time: 0, interval: 1, vm: 2, firstResource: 3 } as const;

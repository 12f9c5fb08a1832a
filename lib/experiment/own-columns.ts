/** What the CSV tells of every trial: names that no factor and no measure can have. */
export const OWN_COLUMNS: readonly string[] = [
  ...['trial', 'block', 'took_s', 'others_cpu_fraction', 'load_before', 'load_after'],
  ...['started_at', 'run', 'seed', 'status'],
];

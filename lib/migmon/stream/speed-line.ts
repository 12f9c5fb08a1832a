/**
 * mig_mon's line of a second's bandwidth, by its own arithmetic: whole MiB, whole ms, rounded down.
 *
 * @example speedLine({ bytes: 3_362_000_000, interval: 1 }) // 'Speed: 3206 (MB/s)'
 */
export function speedLine({ bytes, interval }: { readonly bytes: number; readonly interval: number }): string {
  const milliseconds = Math.max(1, Math.round(interval * 1000));
  return `Speed: ${Math.floor((Math.floor(bytes / 2 ** 20) * 1000) / milliseconds)} (MB/s)`;
}

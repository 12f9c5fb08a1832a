const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * A column of numbers as one line of bars, from 0 (or the least, when that is negative) to the greatest. Where several values
 * share a letter it shows the greatest of them, so that no peak is lost; what was not recorded is a blank.
 *
 * @param width letters at most; a letter a value unless told
 * @example sparkline([0, 1, 2, NaN, 7]) // '▁▂▃ █'
 */
export function sparkline(values: ArrayLike<number>, width: number = values.length): string {
  const peaks = width > 0 ? peaksOf(values, Math.min(width, values.length)) : [];
  const known = peaks.filter(Number.isFinite);
  const low = known.reduce((least, value) => Math.min(least, value), 0);
  const high = known.reduce((greatest, value) => Math.max(greatest, value), low);
  return peaks.map((peak) => barOf(high > low ? (peak - low) / (high - low) : peak - low)).join('');
}

function peaksOf(values: ArrayLike<number>, letters: number): number[] {
  const peaks = new Array<number>(letters).fill(Number.NaN);
  for (let index = 0; index < values.length; index++) {
    const letter = Math.floor((index * letters) / values.length);
    const value = values[index]!;
    if (Number.isFinite(value) && !(value <= peaks[letter]!)) peaks[letter] = value;
  }
  return peaks;
}

const barOf = (share: number): string => (Number.isNaN(share) ? ' ' : BARS[Math.round(share * (BARS.length - 1))]!);

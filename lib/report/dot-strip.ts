/** The bits of a braille letter, from the lowest dot to the highest, of its left column and of its right one. */
const COLUMNS = [
  [0x40, 0x04, 0x02, 0x01],
  [0x80, 0x20, 0x10, 0x08],
] as const;

/**
 * Where values lie between two ends, as a line of braille letters: a dot a value, up to four on each other. All letters are braille, blank ones too,
 * so that strips stand below each other in any font that has them.
 *
 * @param values those that were recorded; what lies outside is drawn at the end
 * @example dotStrip([1, 1, 5], [0, 5], 8) // '⠀⢠⠀⠀⠀⠀⠀⢀'
 */
export function dotStrip(values: readonly number[], [low, high]: readonly [number, number], letters: number): string {
  const heights = new Uint8Array(2 * letters);
  for (const value of values) {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    heights[Math.round(Math.min(1, Math.max(0, share)) * (heights.length - 1))]! += 1;
  }
  return Array.from({ length: letters }, (_, letter) =>
    String.fromCodePoint(0x2800 + bits(0, heights[2 * letter]!) + bits(1, heights[2 * letter + 1]!)),
  ).join('');
}

const bits = (column: 0 | 1, height: number): number =>
  COLUMNS[column].slice(0, height).reduce((sum: number, bit) => sum + bit, 0);

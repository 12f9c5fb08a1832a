/** A chart and other texts of several lines as they are, not as a quoted line with `\n` in it; and figures that have a line of their own, as that. */
export function printText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes('\n') ? value : undefined;
  return hasOwnLine(value) ? String(value) : undefined;
}

/** What a second or an event of a run is: data, whose `toString` says it in a line. */
export const hasOwnLine = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  Object.hasOwn(value, 'toString') &&
  !('report' in value);

/**
 * virt-top's Time column: `HH:MM:SS`, which begins anew at midnight. vmlab also reads, and writes where it must, fractions of
 * a second.
 */
const TIME = /^([01]?\d|2[0-3]):([0-5]\d):([0-5]\d|60)((?:\.\d{1,12})?)$/;
export const DAY = 86400;

/** @returns seconds since midnight, or NaN if it is no time */
export function parseTime(text: string): number {
  const [, hours, minutes, seconds, fraction] = TIME.exec(text.trim()) ?? [];
  if (hours === undefined) return Number.NaN;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(fraction || 0);
}

/**
 * Seconds from one Time to the next; NaN where it cannot be told. More than half a day is not a long step over midnight but a
 * clock that was set back.
 */
export function elapsed(from: number, to: number): number {
  const seconds = to >= from ? to - from : to - from + DAY;
  return seconds <= DAY / 2 ? seconds : Number.NaN;
}

/** @param decimals digits of the seconds' fraction @example formatTime(45166.65, 2) // '12:32:46.65' */
export function formatTime(seconds: number, decimals: number): string {
  const unit = 10 ** decimals;
  const [whole, fraction] = split(Math.round((seconds % DAY) * unit), unit);
  const [hours, rest] = split(whole, 3600);
  const [minutes, left] = split(rest, 60);
  const clock = [hours % 24, minutes, left].map((part) => String(part).padStart(2, '0')).join(':');
  return decimals === 0 ? clock : `${clock}.${String(fraction).padStart(decimals, '0')}`;
}

const split = (value: number, unit: number): [number, number] => [Math.floor(value / unit), value % unit];

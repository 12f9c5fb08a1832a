/** The ends of what is seen, in s. */
export type Window = readonly [low: number, high: number];

/** Closer than that, doubles would tell no two pixels apart. */
const NARROWEST = 1e-9;

/** A window moved and narrowed so that it shows nothing but the run: one that is dragged beyond its end stops there, as wide as it was. */
export function within([low, high]: Window, [first, last]: Window): Window {
  const least = (last - first) * NARROWEST;
  if (low >= first && high <= last && high - low >= least) return [low, high];
  const width = Math.min(Math.max(high - low, least), last - first);
  const start = Math.min(Math.max(low, first), last - width);
  return [start, Math.min(start + width, last)];
}

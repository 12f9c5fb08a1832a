import type { HistogramSection } from './report.ts';

/** One bar of a drawn histogram. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * The bins to draw: without empty ones at the ends, and with as many neighbours merged as it takes to have `most` at most.
 *
 * @example bins({ edges: [0, 1, 2, 4], counts: [0, 3, 1] … }, 10) // [{ low: 1, high: 2, count: 3 }, { low: 2, high: 4, count: 1 }]
 */
export function bins({ edges, counts }: HistogramSection, most: number): Bin[] {
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0) return [];
  const width = Math.ceil((last - first + 1) / most);
  return Array.from({ length: Math.ceil((last - first + 1) / width) }, (_, bar) => {
    const from = first + bar * width;
    const to = Math.min(from + width, last + 1);
    return {
      low: edges[from]!,
      high: edges[to]!,
      count: counts.slice(from, to).reduce((sum, count) => sum + count, 0),
    };
  });
}

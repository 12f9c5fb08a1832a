/** What `tc` shows of an interface's qdiscs, classes and filters, as data. */
import { ROOT } from './htb.ts';

export interface Qdisc {
  readonly kind: string;
  /** `'0:'` is one that the kernel made by itself. */
  readonly handle: string;
  readonly root?: boolean;
  readonly options?: { readonly default?: string };
}

/** @param text what `tc -json qdisc show dev X` prints. @returns nothing for one that the kernel made by itself. */
export const madeRoot = (text: string): Qdisc | undefined =>
  (JSON.parse(text || '[]') as Qdisc[]).find(({ root, handle }) => root && handle !== '0:');

/**
 * The rates of the classes under `10:` by minor, in bytes a second.
 * tc prints a rate cut to four digits or so (`9876Kbit` of 9876536), hence these err by up to 0.1 %.
 *
 * @param text what `tc class show dev X` prints (which has no JSON for classes)
 */
export const classRates = (text: string): Map<number, number> =>
  new Map(
    [...text.matchAll(/^class htb 10:([0-9a-f]+) .*?\brate (\d+)([KMGT]?)bit/gm)].map(
      ([, minor = '', digits, unit = '']) => [Number.parseInt(minor, 16), (Number(digits) * (SCALE[unit] ?? 1)) / 8],
    ),
  );

/** Is the rate that tc shows the one that was set? */
export const isShownAs = (shown: number | 'max', set: number | 'max'): boolean =>
  shown === set || Math.abs(Number(shown) - Number(set)) <= Math.max(1, Number(set) / 1000);

/** What a u32 filter of vmlab matches, by the minor of the class that it feeds: `a9fe0903/ffffffff at 12`, one each match. */
export function filterMatches(text: string): Map<number, string[]> {
  const filters = new Map<number, string[]>();
  for (const block of text.split(/^filter /m)) {
    const minor = new RegExp(`flowid ${ROOT}([0-9a-f]+)`).exec(block)?.[1];
    if (minor !== undefined) filters.set(Number.parseInt(minor, 16), matchesOf(block));
  }
  return filters;
}

const SCALE: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

const matchesOf = (block: string): string[] =>
  [...block.matchAll(/match (.+)$/gm)].map(([, match = '']) => match.trim());

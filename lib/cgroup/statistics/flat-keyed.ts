/**
 * Files of `name number` lines: cpu.stat, memory.stat and the like ("flat keyed" in the kernel's words).
 */

/** @returns what a name says; `NaN`, not recorded, where it is not there. @example flatKeyed('user 5\n')('user') // 5 */
export function flatKeyed(text: string): (name: string) => number {
  const values = new Map(text.split('\n').map((line) => line.split(' ') as [string, string]));
  return (name) => Number(values.get(name) ?? Number.NaN);
}

/** One number; `NaN` for an empty text. */
export const single = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

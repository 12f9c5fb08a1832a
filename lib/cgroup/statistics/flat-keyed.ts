/**
 * Files of `name number` lines: cpu.stat, memory.stat and the like ("flat keyed" in the kernel's words).
 */

/**
 * Looks only for what is asked for: a recorder does so for each of many groups every second, and memory.stat has some forty lines.
 *
 * @returns what a name says; `NaN`, not recorded, where it is not there
 * @example flatKeyed('user 5\n')('user') // 5
 */
export function flatKeyed(text: string): (name: string) => number {
  const lines = `\n${text}`;
  return (name) => {
    const before = lines.indexOf(`\n${name} `);
    if (before < 0) return Number.NaN;
    const start = before + name.length + 2;
    const end = lines.indexOf('\n', start);
    return Number(lines.slice(start, end < 0 ? undefined : end));
  };
}

/** One number; `NaN` for an empty text. */
export const single = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/**
 * How long tasks had to wait for a resource. Source: Documentation/accounting/psi.rst.
 */

/** `some`: at least one task waited; `full`: all did. */
export interface Pressure {
  readonly some: PressureShare;
  readonly full: PressureShare;
}

/** Shares of time (0 to 1) over the last 10 s, 60 s and 300 s, and all of it, in s. */
export interface PressureShare {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  readonly total: number;
}

/** @param text of a `.pressure` file; where the kernel has none, all is NaN. */
export const parsePressure = (text: string): Pressure => ({ some: share(text, 'some'), full: share(text, 'full') });

function share(text: string, kind: string): PressureShare {
  const line = text.split('\n').find((each) => each.startsWith(`${kind} `)) ?? '';
  const field = (name: string) => Number(new RegExp(`${name}=([\\d.]+)`).exec(line)?.[1] ?? Number.NaN);
  return {
    avg10: field('avg10') / 100,
    avg60: field('avg60') / 100,
    avg300: field('avg300') / 100,
    total: field('total') / 1e6,
  };
}

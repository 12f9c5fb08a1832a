import { inspect } from 'node:util';

/** Where a value is printed. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/** A value as the shell shows it. */
export const printed = (value: unknown, screen: Screen): string =>
  typeof value === 'string' ? value : inspect(value, { colors: hasColours(screen), breakLength: screen.columns ?? 80 });

/** Only a terminal has them, and NO_COLOR says no. */
export const hasColours = (screen: Screen): boolean => screen.isTTY === true && screen.hasColors?.() === true;

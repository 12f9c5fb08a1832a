import { print } from './print/print.ts';

/** Where a value is printed. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/** A value as it reads on a screen. */
export const printed = (value: unknown, screen: Screen): string =>
  print(value, { colors: hasColours(screen), width: screen.columns ?? 80 });

/** Only a terminal has them, and NO_COLOR says no. */
export const hasColours = (screen: Screen): boolean => screen.isTTY === true && screen.hasColors?.() === true;

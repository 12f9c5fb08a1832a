import { changed } from './changed.ts';
import { drift } from './drift.ts';
import { few } from './few.ts';
import { incomplete } from './incomplete.ts';
import { leftBehind } from './left-behind.ts';
import { noise } from './noise.ts';
import { outliers } from './outliers.ts';
import type { Warned, Warning } from './warning.ts';
import { wide } from './wide.ts';

/** What makes the figures less than they look, what weighs most first. */
export const warningsOf = (figures: Warned): Warning[] =>
  [incomplete, leftBehind, changed, drift, noise, outliers, few, wide].flatMap((look) => look(figures));

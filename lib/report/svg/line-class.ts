import type { Line } from '../report.ts';
import { LINE_COLOURS } from './style.ts';

/** Lines are coloured in their order, areas not counted. */
export const lineClass = (lines: readonly Line[], line: Line): string =>
  `line line-${lines.filter(({ style }) => style !== 'area').indexOf(line) % LINE_COLOURS}`;

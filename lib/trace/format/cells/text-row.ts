import { parseNumber } from './number.ts';
import type { Row } from './row.ts';

/** A row of texts, as csv-parse gives them. */
export const textRow = (texts: readonly string[], line: number, terminated: boolean): Row => ({
  line,
  cells: texts.length,
  length: texts.reduce((sum, text) => sum + text.length + 1, 0),
  terminated,
  number: (cell) => parseNumber(texts[cell] ?? ''),
  text: (cell) => texts[cell] ?? '',
  pair: () => undefined,
  matches: () => false,
});

import { BAD, parseNumber } from '../cells/number.ts';
import type { Row } from '../cells/row.ts';
import type { RepairLog } from '../repairs.ts';

const COLUMNS = ['time', 'index', 'CPU %', 'memory %', 'read kB/s', 'write kB/s', 'receive kB/s', 'transmit kB/s'];
/** A PB/s: no disk or network of one machine; a counter's overflow. */
const MOST_KB_PER_SECOND = 1e12;
/** As C prints what is not a number. */
const NOT_RECORDED = /^-?nan$/i;

/** @param previous the time of the line before. @returns nothing where the line was refused, and only counted */
export function numbersOf(row: Row, previous: number, repairs: RepairLog): number[] | undefined {
  const texts = row
    .text(0)
    .trim()
    .split(/[ \t]+/, COLUMNS.length + 1);
  if (texts.length !== COLUMNS.length || row.cells !== 1) return refuseRagged(row, texts.length, repairs);
  const numbers = texts.map((text, column) =>
    numberOf(text, { line: row.line, column: COLUMNS[column] ?? '' }, repairs),
  );
  if ((numbers[0] as number) > previous) return numbers;
  const place = { line: row.line, column: 'time', received: texts[0] };
  repairs.refuse({ kind: 'bad-cell', ...place, expected: 'a time after that of the line before' });
  return undefined;
}

function refuseRagged(row: Row, cells: number, repairs: RepairLog): undefined {
  const kind = row.terminated ? 'ragged-row' : 'cut-off';
  const expected = `${COLUMNS.length} numbers, parted by spaces${row.terminated ? '' : ': the file was cut off'}`;
  repairs.refuse({ kind, line: row.line, column: cells, expected, received: row.text(0) });
  return undefined;
}

function numberOf(text: string, place: { line: number; column: string }, repairs: RepairLog): number {
  if (NOT_RECORDED.test(text)) return Number.NaN;
  const value = parseNumber(text.replace(/^-(?=[\d.])/, ''));
  if (value === BAD) {
    repairs.refuse({ kind: 'bad-cell', ...place, expected: 'a number', received: text });
    return Number.NaN;
  }
  // C prints -0.00 for what is a little below 0 by rounding.
  if (value === 0 || (!text.startsWith('-') && value <= MOST_KB_PER_SECOND)) return value;
  repairs.note('overflow', { ...place, received: text });
  return Number.NaN;
}

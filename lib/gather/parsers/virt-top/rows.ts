import { parse } from 'csv-parse/sync';
import { CSV, csvError } from '../../../trace/format/cells/csv-parse.ts';
import type { Row } from '../../../trace/format/cells/row.ts';
import { textRow } from '../../../trace/format/cells/text-row.ts';

/** The rows of a CSV text, each with the line that it begins in. @throws InputError for bad quotation marks */
export function* csvRows(text: string, file: string): Generator<Row> {
  const records = recordsOf(text, file);
  let line = 1;
  for (const [index, record] of records.entries()) {
    yield textRow(record, line, index < records.length - 1 || text.endsWith('\n'));
    line += 1 + record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
  }
}

function recordsOf(text: string, file: string): readonly string[][] {
  try {
    return parse(text, { ...CSV, bom: true }) as string[][];
  } catch (error) {
    throw csvError(error, file, (error as { lines?: number }).lines ?? 1);
  }
}

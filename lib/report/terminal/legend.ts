import type { SeriesSection } from '../report.ts';
import { fit, tame, widthOf } from './cells.ts';
import type { Style } from './ink.ts';
import type { Page } from './options.ts';

/** As the lines are dashed by their order. */
const DASHES = ['━━', '╍╍', '┈┈', '━╍'];

interface Entry {
  readonly mark: string;
  readonly style: Style;
  readonly name: string;
}

/** Which line is which; nothing for a chart of one line, whose title says it. */
export function legendLines(section: SeriesSection, { columns, ink }: Page): string[] {
  if (section.lines.length < 2) return [];
  const rows: Entry[][] = [[]];
  for (const entry of entriesOf(section, columns)) {
    const row = rows.at(-1)!;
    if (row.length > 0 && widthOfAll([...row, entry]) > columns) rows.push([entry]);
    else row.push(entry);
  }
  return rows.map((row) => row.map(({ mark, style, name }) => `${ink(mark, style)} ${name}`).join('  '));
}

function entriesOf({ lines }: SeriesSection, columns: number): Entry[] {
  const order = lines.filter(({ style }) => style !== 'area');
  return lines.map((line) => {
    const layer = order.indexOf(line);
    const name = fit(tame(line.name), columns - 3);
    return layer < 0
      ? { mark: '⠅⠅', style: 'area', name }
      : { mark: DASHES[layer % DASHES.length]!, style: layer, name };
  });
}

const widthOfAll = (row: readonly Entry[]): number => row.reduce((sum, { name }) => sum + widthOf(name) + 5, -2);

import type { Line } from '../report.ts';
import { element, pixel } from './element.ts';
import { textAt, WIDTH, widthOfText } from './frame.ts';
import { lineClass } from './line-class.ts';

export interface Legend {
  readonly content: string;
  /** Rows of text it takes, the title's included. */
  readonly rows: number;
}

const MARK = 18;
const GAP = 16;

/** The title, and behind it which line is which; nothing for one line, whose title says it. */
export function legend(title: string, lines: readonly Line[]): Legend {
  let [x, row] = [widthOfText(title) * 1.15 + 2 * GAP, 0];
  const entries = (lines.length > 1 ? lines : []).map((line) => {
    const width = MARK + 5 + widthOfText(line.name) + GAP;
    if (x + width > WIDTH && x > 0) [x, row] = [0, row + 1];
    const entry =
      mark(lineClass(lines, line), line.style === 'area', { x, y: 14 + 18 * row }) + label(line.name, { x, row });
    x += width;
    return entry;
  });
  return { content: textAt(title, { class: 'title', x: 0, y: 14 }) + entries.join(''), rows: row + 1 };
}

function mark(lineName: string, isArea: boolean, { x, y }: { x: number; y: number }): string {
  if (!isArea) return element('path', { class: lineName, d: `M${pixel(x + 1)} ${y - 4}h${MARK - 2}` });
  const box = element('path', { class: 'area', d: `M${pixel(x)} ${y - 9}h${MARK}v9h-${MARK}Z` });
  return box + element('path', { class: 'edge', d: `M${pixel(x)} ${y - 9}h${MARK}` });
}

const label = (name: string, { x, row }: { x: number; row: number }): string =>
  textAt(name, { class: 'name', x: pixel(x + MARK + 5), y: 14 + 18 * row });

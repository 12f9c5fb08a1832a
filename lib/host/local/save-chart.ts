import { dirname, extname } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { html } from '../../report/html.ts';
import type { Report } from '../../report/report.ts';
import { reportSvg } from '../../report/svg.ts';
import { terminal } from '../../report/terminal.ts';
import { makeDirectories, writeText } from './files.ts';

/** How a file is written, by how its name ends. */
const KINDS: Readonly<Record<string, (report: Report) => string>> = {
  '.html': html,
  '.svg': reportSvg,
  '.txt': (report) => `${terminal(report)}\n`,
};

/** Keeps a report as a page, as a picture or as text. @returns the file. @throws InputError for another ending. */
export async function saveChart(report: Report, file: string): Promise<string> {
  const draw = KINDS[extname(file)];
  if (draw === undefined)
    throw new InputError({ expected: 'a file that ends with .html, .svg or .txt', received: file });
  const text = draw(report);
  await makeDirectories(dirname(file));
  await writeText(file, [text]);
  return file;
}

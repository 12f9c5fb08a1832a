import { join } from 'node:path';
import { html } from '../../report/html.ts';
import type { Report } from '../../report/report.ts';
import { isPicture, svg } from '../../report/svg.ts';
import { makeDirectories, writeText } from './files.ts';

/** What is kept of a result: its figures, and how they are shown. */
export interface SavedResult {
  readonly facts: object;
  readonly report: Report;
}

/**
 * Keeps `result.json`, `report.html` and each chart as SVG in a directory, made if need be.
 *
 * @returns the directory
 * @throws HostError
 * @example await saveResult('runs/dirty', { facts, report })
 */
export async function saveResult(directory: string, { facts, report }: SavedResult): Promise<string> {
  await makeDirectories(directory);
  await writeText(join(directory, 'result.json'), [`${JSON.stringify(facts, null, 2)}\n`]);
  await writeText(join(directory, 'report.html'), [html(report)]);
  for (const section of report.sections.filter(isPicture))
    await writeText(join(directory, `${fileName(section.title)}.svg`), [svg(section)]);
  return directory;
}

/** @example fileName('Dirty rate') // 'dirty-rate' */
const fileName = (title: string): string => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

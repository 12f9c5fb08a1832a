/**
 * What every result here can do: print, be drawn, be kept.
 */
import { join } from 'node:path';
import { makeDirectories, writeText } from '../host/local/files.ts';
import { html } from '../report/html.ts';
import type { Report, Section } from '../report/report.ts';
import { type Reported, reported } from '../report/reported.ts';
import { svg } from '../report/svg.ts';

export interface Measured extends Reported {
  /** Keeps `result.json`, `report.html` and each chart as SVG in a directory, made if need be. @returns the directory */
  save(directory: string): Promise<string>;
}

/** @example measured({ spec, seconds, latency }, dirtyReport) */
export function measured<Facts extends object>(facts: Facts, draw: (facts: Facts) => Report): Facts & Measured {
  const result = reported(facts, draw);
  const save = (directory: string) => keep(directory, facts, result.report());
  return Object.freeze({ ...result, save });
}

async function keep(directory: string, facts: object, report: Report): Promise<string> {
  await makeDirectories(directory);
  await writeText(join(directory, 'result.json'), [`${JSON.stringify(facts, null, 2)}\n`]);
  await writeText(join(directory, 'report.html'), [html(report)]);
  for (const section of report.sections.filter(isChart))
    await writeText(join(directory, `${fileName(section.title)}.svg`), [svg(section)]);
  return directory;
}

const isChart = (section: Section): section is Extract<Section, { kind: 'series' | 'histogram' }> =>
  section.kind === 'series' || section.kind === 'histogram';

/** @example fileName('Dirty rate') // 'dirty-rate' */
const fileName = (title: string): string => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

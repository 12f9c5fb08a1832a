import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { writeText } from '../../host/local/files.ts';
import { saveResult } from '../../host/local/save-result.ts';
import { type Reported, reported } from '../../report/reported.ts';
import { tableCsv } from './csv.ts';
import type { GatherFigures } from './figures.ts';
import { gatherReport, tableReport } from './report.ts';
import type { GatherTable } from './table.ts';

/** A result: figures, and ways to look at them. Printed, it is its tables, with units in their heads. */
export interface GatherResult extends GatherFigures, Reported {
  /**
   * The table of a section. Printed, it is aligned, with units in its head.
   *
   * @throws InputError for a section that was not gathered
   * @example (await gather.parse('runs/nightly')).table('cpu').rows.find(({ name }) => name === 'web-1')?.values.cpuSeconds // 12.5
   */
  table(section: string): GatherTable & Reported;
  /** A section as CSV, with units in the names of its columns; what was not recorded is empty. @throws as `table` */
  csv(section: string): string;
  /** Keeps `result.json`, `report.html`, each chart as SVG, and each section as CSV in a directory, made if need be. @returns the directory @throws HostError */
  save(directory: string): Promise<string>;
}

export function gatherResult(figures: GatherFigures): GatherResult {
  const table = (section: string) => tableOf(figures, section);
  return Object.freeze({
    ...reported(figures, gatherReport),
    table,
    csv: (section: string) => tableCsv(table(section)),
    save: (directory: string) => save(figures, directory),
  });
}

function tableOf({ tables, hostName }: GatherFigures, section: string): GatherTable & Reported {
  const table = tables.find((each) => each.section === section);
  if (table) return reported(table, (own) => tableReport(own, hostName));
  const there = tables.map((each) => each.section).join(', ');
  throw new InputError({ expected: `a section that was gathered: ${there || 'there is none'}`, received: section });
}

async function save(figures: GatherFigures, directory: string): Promise<string> {
  await saveResult(directory, { facts: figures, report: gatherReport(figures) });
  for (const table of figures.tables)
    await writeText(join(directory, `${table.section.replaceAll(/[^\w-]+/g, '-')}.csv`), [tableCsv(table)]);
  return directory;
}

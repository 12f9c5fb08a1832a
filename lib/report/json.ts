import { InputError } from '../core/errors.ts';
import { packColumn, packTimes, unpack } from './packed.ts';
import type { Report, Section, SeriesSection } from './report.ts';

/** A report as JSON. `NaN`, which JSON does not have, becomes `null`; series of more than 2000 values are packed (see packed.ts). */
export const reportToJson = (report: Report): string =>
  JSON.stringify({ ...report, sections: report.sections.map((section) => eachSeries(section, packed)) });

/**
 * A report from its JSON; in series `null` becomes `NaN` again.
 *
 * @throws InputError for a text that is no report
 * @example reportFromJson(reportToJson(report)) // equal to report
 */
export function reportFromJson(json: string): Report {
  const report = parsed(json);
  if (typeof report?.title !== 'string' || !Array.isArray(report.sections))
    throw new InputError({ expected: 'a report: an object with a title and sections', received: json.slice(0, 80) });
  return { title: report.title, sections: report.sections.map((section) => eachSeries(section, restored)) };
}

function parsed(json: string): Report {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new InputError({ expected: 'a report as JSON', received: json.slice(0, 80) }, { cause });
  }
}

const eachSeries = <Other>(section: Section, change: (series: SeriesSection) => Other) =>
  section.kind === 'series' ? change(section) : section;

const packed = (section: SeriesSection) => ({
  ...section,
  x: packTimes(section.x),
  lines: section.lines.map((line) => ({ ...line, values: packColumn(line.values) })),
});

const restored = (section: SeriesSection): SeriesSection => ({
  ...section,
  x: unpack(section.x),
  lines: section.lines.map((line) => ({ ...line, values: unpack(line.values) })),
});

import { InputError } from '../core/errors.ts';
import type { Report, Section } from './report.ts';

/** A report as JSON. `NaN`, which JSON does not have, becomes `null`. */
export const reportToJson = (report: Report): string => JSON.stringify(report);

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
  return { title: report.title, sections: report.sections.map(restored) };
}

function parsed(json: string): Report {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new InputError({ expected: 'a report as JSON', received: json.slice(0, 80) }, { cause });
  }
}

function restored(section: Section): Section {
  if (section.kind !== 'series') return section;
  return {
    ...section,
    lines: section.lines.map((line) => ({ ...line, values: line.values.map((value) => value ?? Number.NaN) })),
  };
}

import type { Report } from './report.ts';

/** A report without its pictures over time, where there is something else to read: what a result prints. `chart(x)` has them. */
export function figures({ title, sections }: Report): Report {
  const read = sections.filter(({ kind }) => kind !== 'series');
  return { title, sections: read.length > 0 ? read : sections };
}

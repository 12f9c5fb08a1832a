/**
 * Tables of a result: a row a VM and one for the host, in base units that the columns' keys tell.
 */
import type { SeriesSection, Unit } from '../../report/report.ts';

/** A column: `key` is how it is called in a row and, with underscores, in CSV; `name` stands in a printed head, with the unit. */
export interface GatherColumn {
  readonly key: string;
  readonly name: string;
  readonly unit?: Unit;
}

/** What one VM, or the host, used. `NaN`, or a column that is not there, is "not recorded". */
export interface GatherRow {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

/** What all used of one subject. */
export interface GatherTable {
  /** 'cpu', or what a collector of one's own calls it. */
  readonly section: string;
  readonly columns: readonly GatherColumn[];
  readonly rows: readonly GatherRow[];
  /** Why there are no rows: 'not supported by this CPU: …'. */
  readonly unsupported?: string;
}

/** What was used over time. */
export interface GatherSeries extends SeriesSection {
  readonly section: string;
}

/**
 * Tables of one section are one: rows below each other, columns beside each other, and a row's values together. Where two tell the same, the first one is
 * believed.
 *
 * @example mergeTables([vmsCpu, hostCpu]).length // 1
 */
export function mergeTables(tables: readonly GatherTable[]): GatherTable[] {
  const sections = [...new Set(tables.map(({ section }) => section))];
  return sections.map((section) => merged(tables.filter((table) => table.section === section)));
}

function merged(tables: readonly GatherTable[]): GatherTable {
  const columns = new Map(tables.flatMap((table) => table.columns.map((column) => [column.key, column] as const)));
  const rows = new Map<string, Record<string, number>>();
  for (const { name, values } of tables.flatMap((table) => table.rows))
    rows.set(name, { ...values, ...known(rows.get(name) ?? {}) });
  const unsupported = tables.flatMap((table) => table.unsupported ?? []).join('; ');
  return {
    section: (tables[0] as GatherTable).section,
    columns: [...columns.values()],
    rows: [...rows].map(([name, values]) => ({ name, values })),
    ...(unsupported !== '' && { unsupported }),
  };
}

const known = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !Number.isNaN(value)));

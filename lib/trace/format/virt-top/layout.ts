/**
 * The columns of a virt-top CSV file, as its header tells: 18 of the host, then those of one domain, which every row
 * repeats for each domain. Source: virt-top 1.0.9, csv_output.ml. Its `--no-csv-…` flags leave columns of the domain out.
 */
import { InputError } from '../../../core/errors.ts';
import type { Row } from '../cells/row.ts';

export const HOST_COLUMNS = [
  'Hostname',
  'Time',
  'Arch',
  'Physical CPUs',
  'Count',
  'Running',
  'Blocked',
  'Paused',
  'Shutdown',
  'Shutoff',
  'Crashed',
  'Active',
  'Inactive',
  '%CPU',
  'Total hardware memory (KB)',
  'Total memory (KB)',
  'Total guest memory (KB)',
  'Total CPU time (ns)',
] as const;

/** Where the host's columns are in a row. */
export const HOST = { hostname: 0, time: 1, architecture: 2, cpus: 3, active: 11, memory: 14 } as const;

const DOMAIN_COLUMNS = {
  'CPU (ns)': 'cpu',
  '%CPU': 'cpuPercent',
  'Mem (bytes)': 'memory',
  '%Mem': 'memoryPercent',
  'Block RDRQ': 'read',
  'Block WRRQ': 'write',
  'Block RDBY': 'read',
  'Block WRBY': 'write',
  'Net RXBY': 'rx',
  'Net TXBY': 'tx',
} as const;
type DomainColumn = (typeof DOMAIN_COLUMNS)[keyof typeof DOMAIN_COLUMNS];

export interface Layout {
  /** Cells of one domain in a row. */
  readonly width: number;
  /** Where a domain's columns are, counted from its first cell (the id; the name is at 1); absent if dropped. */
  readonly at: { readonly [column in DomainColumn]?: number };
  /** What the header says that the block columns are. */
  readonly blocks: 'bytes' | 'requests';
  /** The header. */
  readonly names: readonly string[];
}

const FIRST_DOMAIN = HOST_COLUMNS.length;
const EXPECTED = [...HOST_COLUMNS, 'Domain ID', 'Domain name'];

/** @throws InputError for a header that is not virt-top's */
export function parseLayout(header: Row, file: string): Layout {
  const names = Array.from({ length: Math.min(header.cells, 64) }, (_, cell) => header.text(cell).trim());
  const wrong = EXPECTED.findIndex((name, cell) => names[cell] !== name);
  if (wrong >= 0) throw headerError({ file, column: wrong + 1, expected: `'${EXPECTED[wrong]}'`, names });
  const at: Partial<Record<DomainColumn, number>> = {};
  for (let cell = EXPECTED.length; cell < names.length; cell++) {
    const column = DOMAIN_COLUMNS[names[cell] as keyof typeof DOMAIN_COLUMNS];
    if (!column || at[column] !== undefined)
      throw headerError({ file, column: cell + 1, expected: "a column of virt-top's, once", names });
    at[column] = cell - FIRST_DOMAIN;
  }
  const blocks = names.includes('Block RDRQ') || names.includes('Block WRRQ') ? 'requests' : 'bytes';
  return { width: names.length - FIRST_DOMAIN, at, blocks, names };
}

const headerError = (wrong: { file: string; column: number; expected: string; names: readonly string[] }) =>
  new InputError({
    file: wrong.file,
    line: 1,
    column: wrong.column,
    expected: `${wrong.expected} in the header of virt-top --csv`,
    received: wrong.names[wrong.column - 1] ?? 'the end of the line',
  });

/** How many domains a row has; not a whole number if the row is ragged. */
export const domainsIn = (row: Row, { width }: Layout): number => (row.cells - FIRST_DOMAIN) / width;

/** The first cell of a row's domain; `slot` counts from 0. */
export const firstCell = (slot: number, { width }: Layout): number => FIRST_DOMAIN + slot * width;

/** The header's name for any cell of a row. */
export const columnName = (cell: number, { names, width }: Layout): string =>
  names[cell < FIRST_DOMAIN ? cell : FIRST_DOMAIN + ((cell - FIRST_DOMAIN) % width)] ?? String(cell + 1);

/**
 * What `virt-top --csv` writes.
 */
import { parse } from 'csv-parse/sync';
import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';
import { CSV, csvError } from '../../trace/format/cells/csv-parse.ts';
import { textRow } from '../../trace/format/cells/text-row.ts';
import { createRepairLog, type RepairLog } from '../../trace/format/repairs.ts';
import { RowScanner } from '../../trace/format/virt-top/row-scanner.ts';
import type { Sighting } from '../../trace/format/virt-top/sighting.ts';
import type { Ending, ParseOptions } from './parsed.ts';

/** What a virt-top file may not say of itself. */
export interface VirtTopParseOptions extends ParseOptions {
  /** Length of the steps that neither CPU use nor Time tells. */
  readonly interval?: Duration;
}

/** One domain in one step of virt-top. NaN is what it left blank, or has no column for. */
export interface VirtTopDomain {
  readonly name: string;
  readonly id: number;
  /** CPU time in the step. */
  readonly cpuSeconds: number;
  /** The same as a share of all CPUs of the machine, 0 to 1. */
  readonly cpuShare: number;
  /** The balloon's size, not what is in use. virt-top calls the column bytes and prints KiB. */
  readonly memoryBytes: number;
  readonly memoryShare: number;
  /** In the step. Bytes with `--block-in-bytes`, requests without: the other two are NaN. */
  readonly readBytes: number;
  readonly writeBytes: number;
  readonly reads: number;
  readonly writes: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/** One step. */
export interface VirtTopSample {
  /** How long it was, from the CPU use or the Time column; 0 for the first row, which only marks the start. */
  readonly seconds: number;
  /** Those with something to tell: a domain that just came has no earlier counters. */
  readonly domains: readonly VirtTopDomain[];
}

/** What virt-top wrote. */
export interface VirtTopOutput extends Ending {
  /** The first row's Time, of day. */
  readonly start?: string;
  readonly samples: readonly VirtTopSample[];
}

/**
 * Reads what `virt-top --csv FILE` wrote, as `readRecording` does for replays; that one gives columns, and this one samples and domains.
 *
 * @param text the file
 * @throws InputError with line, column and value for what is not virt-top's
 * Source: csv_output.ml of virt-top 1.0.9.
 * @example gather.parsers.virtTop(text).samples[1]?.domains[0]?.cpuSeconds // 9.481978103
 */
export function virtTop(text: string, options: VirtTopParseOptions = {}): VirtTopOutput {
  const { file = 'the output of virt-top', interval } = options;
  const repairs = withoutCut(createRepairLog(file));
  const steps: VirtTopDomain[][] = [];
  const scanner = new RowScanner(
    { file, repairs, interval: interval === undefined ? undefined : parseDuration(interval, 'an interval') },
    (sighting) => {
      steps[sighting.step] ??= [];
      steps[sighting.step]?.push(domainOf(sighting));
    },
  );
  scanRows(text, file, scanner);
  const scan = scanner.finish();
  if (!scan)
    throw new InputError({ file, line: 1, expected: 'a header and rows of virt-top --csv', received: 'no rows' });
  const samples = Array.from(scan.interval, (seconds, step) => ({ seconds, domains: steps[step] ?? [] }));
  const truncated = scan.repairs.some(({ kind }) => kind === 'cut-off');
  return { start: scan.start, samples, truncated, notes: scan.repairs.map(noteOf) };
}

const noteOf = ({ count, first, meaning }: { count: number; first: { line: number }; meaning: string }): string =>
  `${count} × ${meaning} (first in line ${first.line})`;

/** A last row that is cut off is noted, and everything else refused. */
function withoutCut(log: RepairLog): RepairLog {
  return { ...log, refuse: (bad) => (bad.kind === 'cut-off' ? log.note(bad.kind, bad) : log.refuse(bad)) };
}

interface CsvRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function scanRows(text: string, file: string, scanner: RowScanner): void {
  const records = recordsOf(text, file);
  let line = 1;
  for (const [index, { record }] of records.entries()) {
    scanner.add(textRow(record, line, index < records.length - 1 || text.endsWith('\n')));
    line += 1 + record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
  }
}

function recordsOf(text: string, file: string): readonly CsvRecord[] {
  try {
    return parse(text, { ...CSV, bom: true, info: true }) as unknown as CsvRecord[];
  } catch (error) {
    throw csvError(error, file, (error as { lines?: number }).lines ?? 1);
  }
}

function domainOf(sighting: Sighting): VirtTopDomain {
  const { at, blocks } = sighting.layout;
  const [read, write] = [sighting.number(at.read), sighting.number(at.write)];
  const inBytes = blocks === 'bytes';
  return {
    name: sighting.domain.name,
    id: Number(sighting.domain.ids.at(-1)),
    cpuSeconds: sighting.cpuTime / 1e9,
    cpuShare: sighting.number(at.cpuPercent) / 100,
    memoryBytes: sighting.number(at.memory) * 1024,
    memoryShare: sighting.number(at.memoryPercent) / 100,
    readBytes: inBytes ? read : Number.NaN,
    writeBytes: inBytes ? write : Number.NaN,
    reads: inBytes ? Number.NaN : read,
    writes: inBytes ? Number.NaN : write,
    receivedBytes: sighting.number(at.rx),
    sentBytes: sighting.number(at.tx),
  };
}

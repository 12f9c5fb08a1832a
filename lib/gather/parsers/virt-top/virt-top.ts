/**
 * What `virt-top --csv` writes.
 */
import { InputError } from '../../../core/errors.ts';
import { parseDuration } from '../../../core/units.ts';
import { createRepairLog, type RepairLog } from '../../../trace/format/repairs.ts';
import { RowScanner } from '../../../trace/format/virt-top/row-scanner.ts';
import type { Sighting } from '../../../trace/format/virt-top/sighting.ts';
import type { VirtTopDomain, VirtTopOutput, VirtTopParseOptions } from './output.ts';
import { csvRows } from './rows.ts';

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
  for (const row of csvRows(text, file)) scanner.add(row);
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

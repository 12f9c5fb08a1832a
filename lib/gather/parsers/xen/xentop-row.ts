/**
 * A domain's row. `no limit` is two words, and a name may be several: cells are counted from the states.
 */
import type { Line } from '../text/lines.ts';
import { readDecimal } from '../text/number.ts';
import { type Origin, refusal } from '../text/place.ts';
import { textBefore, wordsIn } from '../text/words.ts';
import { domainName } from './domain-name.ts';
import { statesIn, XENTOP_ORDER } from './states.ts';
import type { XentopDomain } from './xentop-output.ts';

/** As printed: what xentop prints as 0 though it does not know it is still 0. */
export type XentopRow = Omit<XentopDomain, 'vcpus' | 'networks' | 'disks'>;

/** @throws InputError */
export function readXentopRow({ text, number: line }: Line, head: readonly string[], origin: Origin): XentopRow {
  const words = wordsIn(text);
  const first = words.findIndex((word) => statesIn(word.text, XENTOP_ORDER));
  if (first < 0) throw refusal({ origin, line }, "a domain's row, or a head", text);
  const cells = joinNoLimit(words.slice(first).map((word) => word.text));
  if (cells.length !== head.length)
    throw refusal({ origin, line }, `${head.length} cells after the name, as in the head`, `${cells.length} cells`);
  const columns = new Map(head.map((column, at) => [column, cells[at] as string]));
  return rowOf(textBefore(text, words[first]), columns, (column, cell) => readDecimal(cell, { origin, line, column }));
}

const joinNoLimit = (cells: readonly string[]): string[] =>
  cells.flatMap((cell, at) => {
    if (cell === 'limit' && cells[at - 1] === 'no') return [];
    return cell === 'no' && cells[at + 1] === 'limit' ? ['no limit'] : [cell];
  });

type Read = (column: string, cell: string) => number;

function rowOf(name: string, columns: ReadonlyMap<string, string>, read: Read): XentopRow {
  const number = (column: string): number => {
    const cell = columns.get(column);
    return cell === undefined ? Number.NaN : read(column, cell);
  };
  const limit = columns.get('MAXMEM(k)') === 'no limit';
  const limitShare = columns.get('MAXMEM(%)') !== 'n/a';
  return {
    name: domainName(name),
    states: statesIn(columns.get('STATE') ?? '', XENTOP_ORDER) ?? [],
    cpuSeconds: number('CPU(sec)'),
    cpuCores: number('CPU(%)') / 100,
    memoryBytes: number('MEM(k)') * 1024,
    memoryShare: number('MEM(%)') / 100,
    maxMemoryBytes: limit ? Number.POSITIVE_INFINITY : number('MAXMEM(k)') * 1024,
    maxMemoryShare: limitShare ? number('MAXMEM(%)') / 100 : Number.NaN,
    vcpuCount: number('VCPUS'),
    networkCount: number('NETS'),
    // TX and RX are those of the interface in dom0: what dom0 transmits, the domain receives
    receivedBytes: number('NETTX(k)') * 1024,
    sentBytes: number('NETRX(k)') * 1024,
    diskCount: number('VBDS'),
    outOfRequests: number('VBD_OO'),
    reads: number('VBD_RD'),
    writes: number('VBD_WR'),
    readSectors: number('VBD_RSECT'),
    writeSectors: number('VBD_WSECT'),
    securityId: number('SSID'),
  };
}

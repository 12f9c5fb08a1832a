import type { Line } from '../text/lines.ts';
import { type Origin, refusal } from '../text/place.ts';
import { readDetails, type XentopDetails } from './xentop-details.ts';
import { XENTOP_COLUMNS, xentopHead } from './xentop-head.ts';
import { readXentopRow, type XentopRow } from './xentop-row.ts';

/** A domain's row, and the lines below it. */
export type XentopEntry = XentopRow & XentopDetails;

/** The domains under each head: a sample each, or, with `xentop -r`, a domain each. */
export class XentopBlocks {
  readonly list: XentopEntry[][] = [];
  private readonly unknown = new Set<string>();
  private readonly origin: Origin;
  private head: readonly string[] = [];

  constructor(origin: Origin) {
    this.origin = origin;
  }

  /** @throws InputError, with nothing changed */
  add(line: Line): void {
    const head = xentopHead(line.text);
    if (head) this.startBlock(head);
    else if (line.text.trim() !== '') this.addLine(line);
  }

  notes(): readonly string[] {
    const names = [...this.unknown].join(', ');
    return names ? [`Columns that are not known were left out: ${names}`] : [];
  }

  private startBlock(head: readonly string[]): void {
    this.head = head;
    this.list.push([]);
    const known: readonly string[] = XENTOP_COLUMNS;
    for (const column of head) if (!known.includes(column)) this.unknown.add(column);
  }

  private addLine(line: Line): void {
    const block = this.list.at(-1);
    if (!block) throw refusal({ origin: this.origin, line: line.number }, "xentop's head: NAME STATE …", line.text);
    const details = readDetails(line.text);
    if (details) this.addDetails(details, block, line);
    else block.push({ ...readXentopRow(line, this.head, this.origin), vcpus: [], networks: [], disks: [] });
  }

  private addDetails(details: XentopDetails, block: XentopEntry[], line: Line): void {
    const entry = block.pop();
    if (!entry)
      throw refusal({ origin: this.origin, line: line.number }, "a domain's row before its devices", line.text);
    const vcpus = [...entry.vcpus, ...details.vcpus];
    const networks = [...entry.networks, ...details.networks];
    block.push({ ...entry, vcpus, networks, disks: [...entry.disks, ...details.disks] });
  }
}

import type { HostFacts } from '../../trace.ts';
import { isBlankLine, type Row } from '../cells/row.ts';
import { CellReader } from './cell-reader.ts';
import { elapsed, parseTime } from './clock.ts';
import { readCpus, readHost, readTime } from './host-cells.ts';
import { domainsIn, firstCell, HOST, type Layout, parseLayout } from './layout.ts';
import { lengthByCpu, type Present } from './length-by-cpu.ts';
import { createRoster, type Domain, type Roster } from './roster.ts';
import { shapeOf } from './row-shape.ts';
import type { Scan, Sighting, Visit } from './sighting.ts';
import { type StepLengthContext, StepLengths } from './step-lengths.ts';

const TRAFFIC = ['read', 'write', 'rx', 'tx'] as const;

/** Takes the rows of one file in order: what `scan` does with each. It shows itself to the visitor, as the Sighting. */
export class RowScanner implements Sighting {
  domain!: Domain;
  cpuTime = Number.NaN;
  step = 0;
  layout!: Layout;
  private readonly context: StepLengthContext;
  private readonly visit: Visit;
  private readonly lengths: StepLengths;
  private roster!: Roster;
  private cells!: CellReader;
  private row!: Row;
  private cell = 0;
  private blankLines = 0;
  private host: HostFacts = {};
  private start?: string;
  private time = Number.NaN;
  private elapsedByTime = 0;

  constructor(context: StepLengthContext, visit: Visit) {
    this.context = context;
    this.visit = visit;
    this.lengths = new StepLengths(context);
  }

  add(row: Row): void {
    this.row = row;
    if (isBlankLine(row)) this.blankLines++;
    else if (this.layout) this.addRow(row);
    else this.addHeader(row);
  }

  /** What was found; undefined if there was no row of samples. */
  finish(): Scan | undefined {
    if (this.step === 0) return undefined;
    const interval = this.lengths.finish();
    const { host, start, elapsedByTime, layout } = this;
    const { domains } = this.roster;
    return { interval, domains, host, start, elapsedByTime, layout, repairs: this.context.repairs.list() };
  }

  number(offset: number | undefined): number {
    return offset === undefined ? Number.NaN : this.cells.number(this.row, this.cell + offset);
  }

  raw(offset: number | undefined): number {
    return offset === undefined ? Number.NaN : this.row.number(this.cell + offset);
  }

  get rowLength(): number {
    return this.row.length;
  }

  private addHeader(row: Row): void {
    this.layout = parseLayout(row, this.context.file);
    this.roster = createRoster(this.layout, this.context.repairs);
    this.cells = new CellReader(this.layout, this.context.repairs);
  }

  private addRow(row: Row): void {
    this.noteBlankLines();
    const shape = shapeOf(row, this.layout, this.context.repairs);
    if (shape === 'cut-off') return;
    if (shape === 'ragged') this.addLength(Number.NaN, parseTime(row.text(HOST.time)));
    else this.addStep(row);
    this.step++;
  }

  /** Empty lines count only where a row follows: at the end of a file they are none. */
  private noteBlankLines(): void {
    const place = { line: this.row.line - this.blankLines };
    if (this.blankLines > 0) this.context.repairs.note('blank-line', place, this.blankLines);
    this.blankLines = 0;
  }

  private addStep(row: Row): void {
    const time = readTime(row, this.cells);
    const cpus = readCpus(row, this.cells);
    if (this.step === 0) this.host = readHost(row, this.cells);
    this.start ??= row.text(HOST.time).trim();
    const present = this.readDomains(row);
    const onlyMarksStart = this.step === 0 && present.length === 0;
    this.addLength(onlyMarksStart ? 0 : lengthByCpu(row, present, { cpus, cells: this.cells }), time);
    for (const one of present) this.show(one);
  }

  private addLength(byCpu: number, time: number): void {
    const seconds = elapsed(this.time, time);
    if (!Number.isNaN(seconds)) this.elapsedByTime += seconds;
    this.time = time;
    this.lengths.add({ byCpu, time, line: this.row.line });
  }

  /** The domains that have something to tell: not those that just came, whose counters have no earlier value. */
  private readDomains(row: Row): Present[] {
    const { at } = this.layout;
    const present: Present[] = [];
    const domains = domainsIn(row, this.layout);
    for (let slot = 0; slot < domains; slot++) {
      const cell = firstCell(slot, this.layout);
      const domain = this.roster.find({ row, slot, cell, step: this.step });
      if (!domain) continue;
      const cpuTime = at.cpu === undefined ? Number.NaN : this.cells.number(row, cell + at.cpu);
      if (!(domain.arrived && this.isBaseline(cell, cpuTime))) present.push({ domain, cell, cpuTime });
    }
    return present;
  }

  private isBaseline(cell: number, cpuTime: number): boolean {
    const { at } = this.layout;
    const isBlank = (offset = -1) => offset < 0 || Number.isNaN(this.row.number(cell + offset));
    return !(cpuTime > 0) && TRAFFIC.every((column) => isBlank(at[column]));
  }

  private show({ domain, cell, cpuTime }: Present): void {
    this.domain = domain;
    this.cell = cell;
    this.cpuTime = cpuTime;
    this.visit(this);
  }
}

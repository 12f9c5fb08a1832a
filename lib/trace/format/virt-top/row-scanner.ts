import type { HostFacts } from '../../trace.ts';
import { isBlankLine, type Row } from '../cells/row.ts';
import { DAY, elapsed, parseTime } from './clock.ts';
import { columnName, domainsIn, firstCell, HOST, type Layout, parseLayout } from './layout.ts';
import { createRoster, type Domain, type Roster } from './roster.ts';
import { shapeOf } from './row-shape.ts';
import type { Scan, Sighting, Visit } from './scan.ts';
import { type StepLengthContext, StepLengths } from './step-lengths.ts';

const TRAFFIC = ['read', 'write', 'rx', 'tx'] as const;

/** A domain of the row at hand. */
interface Present {
  domain: Domain;
  cell: number;
  cpuTime: number;
}

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
    else {
      this.layout = parseLayout(row, this.context.file);
      this.roster = createRoster(this.layout, this.context.repairs);
    }
  }

  /** What was found; undefined if there was no row of samples. */
  finish(): Scan | undefined {
    if (this.step === 0) return undefined;
    const interval = this.lengths.finish();
    const { host, start, elapsedByTime, layout } = this;
    const { domains } = this.roster;
    return { interval, domains, host, start, elapsedByTime, layout, repairs: this.context.repairs.list() };
  }

  number(column: keyof Layout['at']): number {
    const offset = this.layout.at[column];
    return offset === undefined ? Number.NaN : this.numberAt(this.cell + offset);
  }

  raw(column: keyof Layout['at']): number {
    const offset = this.layout.at[column];
    return offset === undefined ? Number.NaN : this.row.number(this.cell + offset);
  }

  get rowLength(): number {
    return this.row.length;
  }

  private addRow(row: Row): void {
    this.noteBlankLines();
    const shape = shapeOf(row, this.layout, this.context.repairs);
    if (shape === 'cut-off') return;
    if (shape === 'ragged') this.addLength(Number.NaN, parseTime(row.text(HOST.time)));
    else this.addStep(row);
    this.step++;
  }

  private noteBlankLines(): void {
    if (this.blankLines > 0) {
      const place = { line: this.row.line - this.blankLines };
      this.context.repairs.note('blank-line', place, this.blankLines);
    }
    this.blankLines = 0;
  }

  private addStep(row: Row): void {
    const time = this.readTime(row);
    const cpus = this.readCpus(row);
    if (this.step === 0) this.readHost(row, cpus);
    const present = this.readDomains(row);
    const onlyMarksStart = this.step === 0 && present.length === 0;
    this.addLength(onlyMarksStart ? 0 : this.lengthByCpu(present, cpus), time);
    for (const { domain, cell, cpuTime } of present) {
      this.domain = domain;
      this.cell = cell;
      this.cpuTime = cpuTime;
      this.visit(this);
    }
  }

  private addLength(byCpu: number, time: number): void {
    const seconds = elapsed(this.time, time);
    if (this.step > 0 && !Number.isNaN(seconds)) this.elapsedByTime += seconds;
    this.time = time;
    this.lengths.add({ byCpu, time, line: this.row.line });
  }

  private readTime(row: Row): number {
    const time = parseTime(row.text(HOST.time));
    if (Number.isNaN(time)) this.refuse(HOST.time, "a time of day, 'HH:MM:SS'");
    return time;
  }

  private readCpus(row: Row): number {
    const cpus = row.number(HOST.cpus);
    if (cpus > 0) return cpus;
    this.refuse(HOST.cpus, 'a number of CPUs above 0');
    return Number.NaN;
  }

  private readHost(row: Row, cpus: number): void {
    const hostname = row.text(HOST.hostname);
    const architecture = row.text(HOST.architecture);
    const memory = this.numberAt(HOST.memory) * 1024; // virt-top's KB are KiB
    this.host = { hostname, architecture, ...(cpus > 0 && { cpus }), ...(memory > 0 && { memory }) };
    this.start = row.text(HOST.time).trim();
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
      const cpuTime = at.cpu === undefined ? Number.NaN : this.numberAt(cell + at.cpu);
      if (!(domain.arrived && this.isBaseline(cell, cpuTime))) present.push({ domain, cell, cpuTime });
    }
    return present;
  }

  private isBaseline(cell: number, cpuTime: number): boolean {
    const { at } = this.layout;
    const isBlank = (offset: number | undefined) =>
      offset === undefined || Number.isNaN(this.row.number(cell + offset));
    return !(cpuTime > 0) && TRAFFIC.every((column) => isBlank(at[column]));
  }

  private lengthByCpu(present: readonly Present[], cpus: number): number {
    const { cpuPercent } = this.layout.at;
    if (cpuPercent === undefined) return Number.NaN;
    let best: Present | undefined;
    for (const one of present)
      if (one.cpuTime > (best?.cpuTime ?? 0) && this.row.number(one.cell + cpuPercent) > 0) best = one;
    if (!best) return Number.NaN;
    const seconds = best.cpuTime / 1e9 / ((this.row.number(best.cell + cpuPercent) / 100) * cpus);
    if (seconds > DAY) this.refuse(best.cell + cpuPercent, 'a share of CPU time that goes with CPU (ns)');
    return seconds > 0 && seconds <= DAY ? seconds : Number.NaN;
  }

  private numberAt(cell: number): number {
    const value = this.row.number(cell);
    if (!(value < 0)) return value;
    this.refuse(cell, 'a number of 0 or more, or a blank cell');
    return Number.NaN;
  }

  private refuse(cell: number, expected: string): void {
    const { row, layout } = this;
    const place = { line: row.line, column: columnName(cell, layout), received: row.text(cell) };
    this.context.repairs.refuse({ kind: 'bad-cell', ...place, expected, advice: advice(row, cell, layout) });
  }
}

/** All domains have columns of the same names, so the place in the row is told as well. */
function advice(row: Row, cell: number, layout: Layout): string | undefined {
  const slot = Math.floor((cell - firstCell(0, layout)) / layout.width);
  if (slot < 0) return undefined;
  const name = row.text(firstCell(slot, layout) + 1).slice(0, 40);
  return `It is cell ${cell + 1} of the row, of the domain '${name}'`;
}

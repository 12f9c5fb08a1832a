import type { Line } from '../text/lines.ts';
import { readDecimal } from '../text/number.ts';
import { type Origin, refusal } from '../text/place.ts';
import { textBefore, wordsIn } from '../text/words.ts';
import { CPU_COLUMNS, cpuShares, DEVICE_COLUMNS, figuresOf, unknownNote } from './columns.ts';
import type { IostatCpu, IostatDevice, IostatOutput } from './output.ts';

interface OpenSample {
  time?: string;
  cpu: IostatCpu;
  devices: IostatDevice[];
}

/** What the lines below are, as the last head told. */
type Expected = { readonly rows: 'cpu' | 'devices' | 'none'; readonly columns: readonly string[] };

/** The reports of iostat, line by line. Each begins with its time, or else with its CPU's table, or else with its disks'. */
export class IostatReports {
  host: IostatOutput['host'] = { cpus: Number.NaN };
  private readonly all: OpenSample[] = [];
  private readonly columns = new Set<string>();
  private readonly origin: Origin;
  private expected: Expected = { rows: 'none', columns: [] };
  private time?: string;
  private newReport = true;

  constructor(origin: Origin) {
    this.origin = origin;
  }

  get samples(): IostatOutput['samples'] {
    return this.all;
  }

  notes(): readonly string[] {
    return unknownNote(this.columns, (name) => DEVICE_COLUMNS.has(name) || CPU_COLUMNS.some((cpu) => cpu === name));
  }

  /** @throws InputError, with nothing changed */
  add(line: Line): void {
    const [first = '', ...rest] = wordsIn(line.text).map(({ text }) => text);
    if (first === 'Linux') this.startRun(line.text);
    else if (isTime(line.text)) this.startReport(line.text.trim());
    else if (first === 'avg-cpu:') this.startCpu(rest);
    else if (first === 'Device' || first === 'Device:') this.startDevices(rest);
    else if (first !== '') this.addRow(line);
  }

  private startRun(line: string): void {
    const [, kernel, hostname] = /^Linux (\S+) \((\S+)\)/.exec(line) ?? [];
    this.host = { hostname, kernel, cpus: Number(/\((\d+) CPU\)/.exec(line)?.[1] ?? Number.NaN) };
    this.expected = { rows: 'none', columns: [] };
    this.newReport = true;
  }

  private startReport(time: string): void {
    this.time = time;
    this.expected = { rows: 'none', columns: [] };
    this.newReport = true;
  }

  private startCpu(columns: readonly string[]): void {
    this.open();
    this.expect('cpu', columns);
    this.newReport = false;
  }

  private startDevices(columns: readonly string[]): void {
    if (this.newReport || this.expected.rows === 'devices') this.open();
    this.expect('devices', columns);
    this.newReport = false;
  }

  private open(): void {
    this.all.push({ time: this.time, cpu: cpuShares(new Map()), devices: [] });
    this.time = undefined;
  }

  private expect(rows: Expected['rows'], columns: readonly string[]): void {
    this.expected = { rows, columns };
    for (const column of columns) this.columns.add(column);
  }

  private addRow(line: Line): void {
    const sample = this.all.at(-1);
    const { rows } = this.expected;
    if (!sample || rows === 'none')
      throw refusal({ origin: this.origin, line: line.number }, "iostat's head: Device …, or avg-cpu: …", line.text);
    const { name, values } = this.readRow(line);
    if (rows === 'cpu') sample.cpu = cpuShares(values);
    else sample.devices.push({ name, isGroup: line.text.startsWith(' '), ...figuresOf(values) });
  }

  /** A disk's name may have spaces: cells are counted from the end. */
  private readRow({ text, number: line }: Line): { name: string; values: ReadonlyMap<string, number> } {
    const { rows, columns } = this.expected;
    const words = wordsIn(text);
    const first = words.length - columns.length;
    const name = textBefore(text, words[first]);
    if (first < 0 || (rows === 'cpu') !== (name === '')) {
      const expected = `${rows === 'cpu' ? '' : 'a name and '}${columns.length} numbers, as in the head`;
      throw refusal({ origin: this.origin, line }, expected, text);
    }
    const entries = columns.map((column, at): [string, number] => [
      column,
      readDecimal(words[first + at]?.text, { origin: this.origin, line, column }),
    ]);
    return { name, values: new Map(entries) };
  }
}

/** With `-t`: '11/21/26 23:58:13', '11/21/2026 11:58:13 PM', '2026-11-21T23:58:13+0000' */
const isTime = (line: string): boolean =>
  /^\d{2,4}[-/.]\d{2}[-/.]\d{2,4}(?: |T)\d{2}:\d{2}:\d{2}(?: [AP]M|[+-]\d{4})?\s*$/.test(line);

/**
 * A Recording as `virt-top --csv --block-in-bytes` writes it, so that tools that split such lines on commas can read it. Every
 * VM has its place in every row; what is not recorded is a blank cell. (virt-top itself leaves out the cells of a domain that does not run, which moves
 * those of all after it: who takes a VM by its place would take another one.)
 *
 * The format's precision: CPU time in whole ns, bytes whole, memory in whole KiB. `%CPU` has all the digits that give the steps
 * their lengths back; where some step has no CPU use to tell its length, Time gets fractions of a second. A step of length 0
 * other than the first says nothing, and is left out. Where the first step could be taken for virt-top's first row (which
 * only marks the start), such a row is put before it.
 */
import { InputError } from '../../../core/errors.ts';
import type { Recording, Trace } from '../../trace.ts';
import { formatTime, parseTime } from './clock.ts';
import { HOST_COLUMNS } from './layout.ts';

const DOMAIN_HEADER = 'Domain ID,Domain name,CPU (ns),%CPU,Mem (bytes),%Mem,Block RDBY,Block WRBY,Net RXBY,Net TXBY';
const TRAFFIC = ['read', 'write', 'rx', 'tx'] as const;

/**
 * @returns the lines of the file, each with its newline
 * @throws InputError for a name with a comma, a quotation mark or a line break, and for two VMs of one name
 * @example for (const line of writeVirtTop(recording)) file.write(line);
 */
export function* writeVirtTop(recording: Recording): Generator<string> {
  checkNames(recording.traces);
  const page = pageOf(recording);
  yield `${HOST_COLUMNS.join(',')},${DOMAIN_HEADER}\n`;
  const interval = recording.traces[0]?.interval ?? [];
  let time = page.start;
  if (needsBaseline(recording)) yield row(page, -1, time);
  for (let step = 0; step < interval.length; step++) {
    if (interval[step] === 0 && step > 0) continue;
    time += interval[step] as number;
    yield row(page, step, time);
  }
}

/** What stays the same from row to row. */
interface Page {
  readonly recording: Recording;
  readonly start: number;
  readonly decimals: number;
  readonly cpus: number;
}

function pageOf(recording: Recording): Page {
  const time = /(?:^|T)([\d:.]+)/.exec(recording.start ?? '')?.[1] ?? '';
  const start = parseTime(time);
  const cpus = recording.host.cpus ?? Math.max(1, Math.ceil(peakCores(recording.traces)));
  return { recording, start: Number.isNaN(start) ? 0 : start, decimals: needsFractions(recording) ? 9 : 0, cpus };
}

const peakCores = (traces: readonly Trace[]): number =>
  (traces[0]?.interval ?? new Float64Array()).reduce(
    (peak, _, step) =>
      Math.max(
        peak,
        traces.reduce((sum, { cpu }) => sum + (cpu[step] || 0), 0),
      ),
    0,
  );

function checkNames(traces: readonly Trace[]): void {
  const names = new Set<string>();
  for (const { name } of traces) {
    const expected = 'names that virt-top could write: each once, without comma, quotation mark or line break';
    if (names.has(name) || /[",\r\n]/.test(name) || name.trim() === '')
      throw new InputError({ expected, received: name });
    names.add(name);
  }
}

/** In ns, whole; NaN if not recorded. */
const cpuTime = ({ cpu, interval }: Trace, step: number): number =>
  Math.round((cpu[step] as number) * (interval[step] as number) * 1e9);

const hasCpuUse = (recording: Recording, step: number): boolean =>
  recording.traces.some((trace) => cpuTime(trace, step) > 0);

const needsFractions = (recording: Recording): boolean =>
  (recording.traces[0]?.interval ?? new Float64Array()).some((_, step) => !hasCpuUse(recording, step));

function needsBaseline(recording: Recording): boolean {
  const { traces } = recording;
  if (!traces[0]?.interval[0]) return false;
  const looksLikeBaseline = (trace: Trace) =>
    !(cpuTime(trace, 0) > 0) && TRAFFIC.every((resource) => Number.isNaN(trace[resource][0]));
  return !hasCpuUse(recording, 0) || traces.some(looksLikeBaseline);
}

function row(page: Page, step: number, time: number): string {
  const { recording, cpus, decimals } = page;
  const { traces, host } = recording;
  const active = traces.length;
  const times = traces.map((trace) => (step < 0 ? 0 : cpuTime(trace, step) || 0));
  const total = times.reduce((sum, ns) => sum + ns, 0);
  const share = total > 0 ? percent(total, page, step).toFixed(1) : '0.0';
  const memory = host.memory === undefined ? '' : Math.round(host.memory / 1024);
  const names = [host.hostname ?? '', formatTime(time, decimals), host.architecture ?? '', cpus].map(plain);
  const counts = [active, active, 0, 0, 0, 0, 0, active, 0, share, memory, '', '', total];
  return `${[...names, ...counts, ...traces.map((trace, index) => cells(page, { trace, index, step }))].join(',')}\n`;
}

/** What would need quotation marks is written without. */
const plain = (text: string | number): string => String(text).replace(/[",\r\n]/g, ' ');

function percent(ns: number, { recording, cpus }: Page, step: number): number {
  return (ns / 1e9 / (recording.traces[0]?.interval[step] as number) / cpus) * 100;
}

function cells(page: Page, { trace, index, step }: { trace: Trace; index: number; step: number }): string {
  const id = `${index + 1},${trace.name}`;
  if (step < 0 || trace.interval[step] === 0) return `${id},0.,0.,0,0,,,,`;
  const ns = cpuTime(trace, step);
  const cpu = Number.isNaN(ns) ? ',' : `${ns}.,${decimal(ns > 0 ? percent(ns, page, step) : 0)}`;
  const used = trace.memory[step] as number;
  const share = page.recording.host.memory ? whole((used / page.recording.host.memory) * 100) : '';
  return [
    id,
    cpu,
    whole(used / 1024),
    share,
    ...TRAFFIC.map((resource) => whole(trace[resource][step] as number)),
  ].join();
}

const whole = (value: number): string => (Number.isNaN(value) ? '' : String(Math.round(value)));

/** As virt-top: a point is always there. */
const decimal = (value: number): string => (Number.isInteger(value) ? `${value}.` : String(value));

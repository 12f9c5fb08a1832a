import { InputError } from '../../../core/errors.ts';
import { RESOURCES, type Recording, type Trace } from '../../trace.ts';
import { TIDY_COLUMNS } from './columns.ts';

/**
 * A Recording as tidy CSV, step by step, every VM in every step.
 *
 * @returns the lines of the file, each with its newline
 * @throws InputError for a VM without a name, or two of one name
 * @example for (const line of writeTidy({ traces: [trace] })) file.write(line);
 */
export function* writeTidy({ traces }: Pick<Recording, 'traces'>): Generator<string> {
  checkNames(traces);
  yield `${TIDY_COLUMNS.join(',')}\n`;
  const names = traces.map(({ name }) => quoted(name));
  const interval = traces[0]?.interval ?? [];
  let time = 0;
  for (let step = 0; step < interval.length; step++) {
    for (const [index, trace] of traces.entries()) yield row(trace, step, [cell(time), names[index] as string]);
    time += interval[step] as number;
  }
}

function checkNames(traces: readonly Trace[]): void {
  const names = new Set<string>();
  for (const { name } of traces) {
    if (name === '' || names.has(name))
      throw new InputError({ expected: 'VMs each with a name of its own', received: name });
    names.add(name);
  }
}

/** RFC 4180: quotation marks around what has a comma, quotation mark or line break; those within are doubled. */
const quoted = (name: string): string => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

function row(trace: Trace, step: number, [time, name]: readonly [string, string]): string {
  const values = RESOURCES.map((resource) => cell(trace[resource][step] as number));
  return `${[time, cell(trace.interval[step] as number), name, ...values].join(',')}\n`;
}

const cell = (value: number): string => (Number.isNaN(value) ? '' : String(value));

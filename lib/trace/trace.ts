/**
 * A Trace is one VM's use over time, as columns. Every reader makes one, every replay takes one, every recorder makes one again.
 */

/** The resources a trace tells of. `cpu` in cores, `memory` in bytes, the others in bytes within the step. */
export const RESOURCES = ['cpu', 'memory', 'read', 'write', 'rx', 'tx'] as const;
/** What a VM uses: CPU, memory, disk reads and writes, bytes received and sent. */
export type Resource = (typeof RESOURCES)[number];

/**
 * One VM's use over time: columns of equal length, a value a step.
 *
 * `NaN` is "not recorded", never 0. Steps need not be equal in length; a step of length 0 is a row that only marks the start
 * (the first row of virt-top).
 *
 * @example trace.interval[0] // 0.65, in s
 * @example trace.cpu[0] // 1.5, in cores
 */
export interface Trace {
  readonly name: string;
  /** Lengths of the steps, in s. */
  readonly interval: Float64Array;
  /** Cores used, averaged over the step. */
  readonly cpu: Float64Array;
  /** Bytes in use during the step. */
  readonly memory: Float64Array;
  /** Bytes read from disks within the step. */
  readonly read: Float64Array;
  /** Bytes written to disks within the step. */
  readonly write: Float64Array;
  /** Bytes received within the step. */
  readonly rx: Float64Array;
  /** Bytes sent within the step. */
  readonly tx: Float64Array;
}

/** What is known of the machine that a recording was made on. */
export interface HostFacts {
  readonly hostname?: string;
  readonly architecture?: string;
  readonly cpus?: number;
  readonly memory?: number;
  readonly kernel?: string;
}

/** The traces of many VMs on one time axis: each has the same `interval` column. A VM that was not there yet has NaN. */
export interface Recording {
  readonly host: HostFacts;
  readonly traces: readonly Trace[];
  /** Wall-clock time of the start, ISO 8601 or as the format has it; absent if not known. */
  readonly start?: string;
}

/** A trace from its columns; a column that is left out was not recorded. */
export function createTrace(name: string, columns: Partial<Omit<Trace, 'name'>> & Pick<Trace, 'interval'>): Trace {
  const blank = () => new Float64Array(columns.interval.length).fill(Number.NaN);
  const column = (resource: Resource) => columns[resource] ?? blank();
  return Object.freeze({
    name,
    interval: columns.interval,
    cpu: column('cpu'),
    memory: column('memory'),
    read: column('read'),
    write: column('write'),
    rx: column('rx'),
    tx: column('tx'),
  });
}

/** True where at least one step of the resource was recorded. */
export const isRecorded = (trace: Trace, resource: Resource): boolean =>
  trace[resource].some((value) => !Number.isNaN(value));

/** The length of a trace, in s. */
export const durationOf = ({ interval }: Trace): number => interval.reduce((sum, seconds) => sum + seconds, 0);

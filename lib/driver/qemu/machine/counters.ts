/**
 * Where the host's kernel counts what a machine uses.
 */
import type { Counter } from '../../../host/counter.ts';
import type { DomainCounters } from '../../driver.ts';
import type { Slice } from '../../local/slice.ts';

/** USER_HZ: the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

export interface Counted {
  readonly pid: number;
  readonly tap?: string;
  /** That it runs in. */
  readonly slice?: Slice;
}

/** Of its slice's group where it has one, else of its process. proc_pid_stat(5), proc_pid_io(5) */
export function countersOf({ pid, tap, slice }: Counted): DomainCounters {
  const { cpu, memory, read, write } = { ...processCounters(pid), ...slice?.group?.counters };
  const disk = { ...(read && { read: [read] }), ...(write && { write: [write] }) };
  return { ...(cpu && { cpu }), ...(memory && { memory }), ...disk, ...(tap === undefined ? {} : tapCounters(tap)) };
}

type ProcessCounters = Partial<Record<'cpu' | 'memory' | 'read' | 'write', Counter>>;

const processCounters = (pid: number): ProcessCounters => ({
  cpu: { file: `/proc/${pid}/stat`, parse: cpuSeconds, measuredBy: `utime and stime of process ${pid}` },
  memory: { file: `/proc/${pid}/statm`, parse: residentBytes, measuredBy: `resident memory of process ${pid}` },
  read: { file: `/proc/${pid}/io`, parse: field('read_bytes'), measuredBy: `read_bytes of process ${pid}` },
  write: { file: `/proc/${pid}/io`, parse: field('write_bytes'), measuredBy: `write_bytes of process ${pid}` },
});

/** What the host sends into the tap, the guest receives. */
const tapCounters = (tap: string): DomainCounters => ({
  rx: [{ file: `/sys/class/net/${tap}/statistics/tx_bytes`, parse: number, measuredBy: `tx_bytes of ${tap}` }],
  tx: [{ file: `/sys/class/net/${tap}/statistics/rx_bytes`, parse: number, measuredBy: `rx_bytes of ${tap}` }],
});

/** The name before them may hold anything, but no `)` comes after it; utime is the 12th field from there. */
function cpuSeconds(text: string): number {
  const [user, system] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user ?? Number.NaN) + Number(system ?? Number.NaN)) / TICKS_PER_SECOND;
}

const residentBytes = (text: string): number => Number(text.split(' ')[1] ?? Number.NaN) * PAGE_BYTES;

const field =
  (name: string) =>
  (text: string): number =>
    Number(new RegExp(`^${name}: (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN);

const number = (text: string): number => Number(text.trim() || Number.NaN);

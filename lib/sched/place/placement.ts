import type { Amounts, Columns } from '../columns.ts';

/** What a placement decides from: one VM, and the hosts as columns, an element a host. */
export interface Room {
  /** What the VM needs. */
  readonly need: Amounts;
  /** What is free on each host; `Infinity` for what the host does not schedule. */
  readonly free: Columns;
  readonly capacity: Columns;
}

/**
 * Says which host a VM goes to: its number, or −1 for none. A pure function of columns, as policies are; the arrays are the caller's.
 *
 * @example const onlyOnTheFirst: Placement = (room) => (fits(room, 0) ? 0 : -1);
 */
export type Placement = (room: Room) => number;

/** Vector packing, by all resources at once: the heuristics of Garey, Graham, Johnson and Yao, "Resource constrained scheduling as generalized bin packing" (1976). */
export const PLACEMENTS: Readonly<Record<'first-fit' | 'best-fit' | 'worst-fit', Placement>> = {
  /** The first host that has room. */
  'first-fit': (room) => firstFit(room),
  /** The host that has the least left when the VM is there: parts of its capacity, summed over the resources. */
  'best-fit': (room) => extreme(room, (left, best) => left < best),
  /** The host that has the most left. */
  'worst-fit': (room) => extreme(room, (left, best) => left > best),
};

/** Sums of templates come to the capacity by rounding only. */
const ROUNDING = 1e-9;

/** Whether a host has room for the VM, of all resources. @example fits(room, 0) */
export const fits = ({ need, free, capacity }: Room, host: number): boolean =>
  need.cpu <= free.cpu[host] + ROUNDING * capacity.cpu[host] &&
  need.memory <= free.memory[host] + ROUNDING * capacity.memory[host] &&
  need.read <= free.read[host] + ROUNDING * capacity.read[host] &&
  need.write <= free.write[host] + ROUNDING * capacity.write[host];

function firstFit(room: Room): number {
  for (let host = 0; host < room.free.cpu.length; host++) if (fits(room, host)) return host;
  return -1;
}

function extreme(room: Room, isBetter: (left: number, best: number) => boolean): number {
  let [found, best] = [-1, Number.NaN];
  for (let host = 0; host < room.free.cpu.length; host++) {
    if (!fits(room, host)) continue;
    const left = leftOn(room, host);
    if (found >= 0 && !isBetter(left, best)) continue;
    [found, best] = [host, left];
  }
  return found;
}

/** Parts of the capacity, so that cores and bytes add. What is not scheduled is all the same. */
function leftOn({ need, free, capacity }: Room, host: number): number {
  const part = (left: number, whole: number) => (whole > 0 && whole < Number.POSITIVE_INFINITY ? left / whole : 0);
  return (
    part(free.cpu[host] - need.cpu, capacity.cpu[host]) +
    part(free.memory[host] - need.memory, capacity.memory[host]) +
    part(free.read[host] - need.read, capacity.read[host]) +
    part(free.write[host] - need.write, capacity.write[host])
  );
}

/**
 * What the host counts of a domain, as a recorder reads it.
 */
import type { DomainCounters } from '../../driver/driver.ts';
import type { Counter, Counters } from '../../record/counter.ts';
import { processCounters } from '../../record/process-counters.ts';

/** A recorder reads one counter a resource: a domain with two taps has two layers, to be added up. */
export function layersOf(counters: DomainCounters): Counters[] {
  const lists = Object.entries(counters).map(([resource, counter]) => [resource, [counter].flat()] as const);
  const depth = Math.max(1, ...lists.map(([, list]) => list.length));
  return Array.from({ length: depth }, (_, layer) => finer(layerOf(lists, layer)));
}

const layerOf = (lists: readonly (readonly [string, readonly Counter[]])[], layer: number): Counters =>
  Object.fromEntries(
    lists.flatMap(([resource, list]) => (list[layer] ? [[resource, told(resource, list[layer])]] : [])),
  );

/** What these figures are, and are not. */
const TOLD: Readonly<Record<string, string>> = {
  read: ' (what the page cache of the host answered is not in it)',
  write: ' (what lies in the page cache of the host is not in it)',
};

const told = (resource: string, counter: Counter): Counter => ({
  ...counter,
  measuredBy: `${counter.measuredBy}${/process/.test(counter.measuredBy) ? (TOLD[resource] ?? '') : ''}`,
});

/** /proc/PID/stat counts in ticks of 10 ms: of a process without a group its CPU clock is read, in ns. */
function finer(counters: Counters): Counters {
  const [, pid] = /^\/proc\/(\d+)\/stat$/.exec(counters.cpu?.file ?? '') ?? [];
  return pid === undefined ? counters : { ...counters, cpu: processCounters(Number(pid)).cpu };
}

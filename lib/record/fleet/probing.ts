import { type Counter, probeOf } from '../counter.ts';
import type { MeteredVm } from './meters.ts';

/** What is read at each deadline, and for whom: a file once, however many counters are in it. */
export interface Probing {
  readonly probes: readonly (string | number)[];
  readonly vms: readonly ProbedVm[];
}

/** A VM, and which of the probes each of its meters takes. */
export interface ProbedVm {
  readonly vm: MeteredVm;
  readonly at: readonly number[];
}

/** @example const { probes } = probingOf([meteredVm('vm1', counters)]) */
export function probingOf(vms: readonly MeteredVm[]): Probing {
  const places = new Map<string | number, number>();
  const place = (counter: Counter): number => {
    const probe = probeOf(counter);
    const known = places.get(probe) ?? places.size;
    places.set(probe, known);
    return known;
  };
  const probed = vms.map((vm) => ({ vm, at: vm.meters.map(({ counter }) => place(counter)) }));
  return { probes: [...places.keys()], vms: probed };
}

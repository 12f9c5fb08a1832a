import { type Amounts, type Columns, eachResource } from '../columns.ts';
import type { State } from '../policy/policy.ts';

/** One VM of a state, in base units. */
export interface VmFacts {
  readonly name: string;
  readonly template: Amounts;
  readonly estimate: Amounts;
  readonly used: Amounts;
  readonly demandAtLeast: Amounts;
  readonly credit: Amounts;
  readonly vcpus: number;
  readonly memoryFloor: number;
  readonly weight: number;
}

/** What all VMs share. */
export interface HostFacts {
  readonly capacity: Amounts;
  readonly interval: number;
  readonly period: number;
}

/** A state from its rows. */
export const assemble = (host: HostFacts, vms: readonly VmFacts[]): State => ({
  ...host,
  names: vms.map(({ name }) => name),
  template: columnsOf(vms, 'template'),
  estimate: columnsOf(vms, 'estimate'),
  used: columnsOf(vms, 'used'),
  demandAtLeast: columnsOf(vms, 'demandAtLeast'),
  credit: columnsOf(vms, 'credit'),
  vcpus: Float64Array.from(vms, ({ vcpus }) => vcpus),
  memoryFloor: Float64Array.from(vms, ({ memoryFloor }) => memoryFloor),
  weight: Float64Array.from(vms, ({ weight }) => weight),
});

type Column = 'template' | 'estimate' | 'used' | 'demandAtLeast' | 'credit';

const columnsOf = (vms: readonly VmFacts[], column: Column): Columns =>
  eachResource((resource) => Float64Array.from(vms, (vm) => vm[column][resource]));

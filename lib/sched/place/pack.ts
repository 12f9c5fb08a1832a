import { InputError, RunError } from '../../core/errors.ts';
import { type Amounts, type Columns, columnsOf, SCHEDULED } from '../columns.ts';
import { PLACEMENTS, type Placement } from './placement.ts';

/** Which VMs are where, by their numbers. */
export interface Packing {
  /** For each host the VMs on it. */
  readonly onHost: readonly (readonly number[])[];
  /** VMs that no host had room for. */
  readonly unplaced: readonly number[];
}

/**
 * Packs VMs on hosts, one after the other, in their order.
 *
 * @param needs what each VM takes of a host: columns, an element a VM
 * @throws RunError 'PLACEMENT' where a placement answers with a number that no host has
 * @example pack(needs, [{ cpu: 32, memory: 128 * 2 ** 30, read: Infinity, write: Infinity }], PLACEMENTS['first-fit'])
 */
export function pack(needs: Columns, hosts: readonly Amounts[], placement: Placement): Packing {
  const capacity = columnsFrom(hosts);
  const free = columnsFrom(hosts);
  const onHost: number[][] = hosts.map(() => []);
  const unplaced: number[] = [];
  for (let vm = 0; vm < needs.cpu.length; vm++) {
    const need = amountsAt(needs, vm);
    const host = checked(placement({ need, free, capacity }), hosts.length);
    if (host < 0) unplaced.push(vm);
    else take(free, host, need);
    onHost[host]?.push(vm);
  }
  return { onHost, unplaced };
}

/** @throws InputError for a name that no placement has @example placementNamed('best-fit') */
export function placementNamed(placement: keyof typeof PLACEMENTS | Placement): Placement {
  if (typeof placement === 'function') return placement;
  if (Object.hasOwn(PLACEMENTS, placement)) return PLACEMENTS[placement];
  throw new InputError({
    expected: `one of ${Object.keys(PLACEMENTS).join(', ')}, or a function`,
    received: placement,
  });
}

function columnsFrom(hosts: readonly Amounts[]): Columns {
  const columns = columnsOf(hosts.length);
  for (const resource of SCHEDULED) for (const [host, has] of hosts.entries()) columns[resource][host] = has[resource];
  return columns;
}

const amountsAt = ({ cpu, memory, read, write }: Columns, vm: number): Amounts => ({
  cpu: cpu[vm],
  memory: memory[vm],
  read: read[vm],
  write: write[vm],
});

function take(free: Columns, host: number, need: Amounts): void {
  for (const resource of SCHEDULED) free[resource][host] -= need[resource];
}

function checked(host: number, hosts: number): number {
  if (Number.isInteger(host) && host >= -1 && host < hosts) return host;
  throw new RunError('PLACEMENT', `a placement chose host ${host} of ${hosts}: expected one from 0, or -1 for none`);
}

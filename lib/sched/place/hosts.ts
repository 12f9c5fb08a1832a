import { InputError } from '../../core/errors.ts';
import { type AmountsInput, amountsOf } from '../amounts.ts';
import type { Amounts } from '../columns.ts';

/** One host. */
export interface HostInput extends AmountsInput {
  /** `host-1`, `host-2` … unless told. */
  readonly name?: string;
}

/** So many alike, or a list. */
export type HostsInput = (AmountsInput & { readonly count: number }) | readonly HostInput[];

export interface PlacementHost {
  readonly name: string;
  /** `Infinity` for what it does not schedule. */
  readonly capacity: Amounts;
}

/** @throws InputError where there is no host, or an amount has no sense @example hostsOf({ count: 2000, cpu: 48, memory: '192GiB' }) */
export function hostsOf(input: HostsInput): PlacementHost[] {
  const list: readonly HostInput[] = isList(input) ? input : alike(input);
  if (list.length === 0) throw new InputError({ expected: 'hosts to place VMs on', received: 'none' });
  return list.map((host, number) => ({
    name: host.name ?? `host-${number + 1}`,
    capacity: amountsOf(host, () => Number.POSITIVE_INFINITY),
  }));
}

const isList = (input: HostsInput): input is readonly HostInput[] => Array.isArray(input);

function alike({ count, ...host }: AmountsInput & { readonly count: number }): HostInput[] {
  if (Number.isSafeInteger(count) && count >= 0) return Array.from({ length: count }, () => host);
  throw new InputError({ expected: 'a number of hosts', received: count });
}

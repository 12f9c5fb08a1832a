import { InputError } from '../../core/errors.ts';
import { type AmountsInput, amountsOf } from '../amounts.ts';
import { checkNames } from '../check-names.ts';
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

/** @throws InputError where there is no host, two have one name, or an amount has no sense @example hostsOf({ count: 2000, cpu: 48, memory: '192GiB' }) */
export function hostsOf(input: HostsInput): PlacementHost[] {
  const list: readonly HostInput[] = isList(input) ? input : alike(input ?? {});
  if (list.length === 0) throw new InputError({ expected: 'hosts to place VMs on', received: 'none' });
  const hosts = list.map(({ name, ...capacity }, number) => ({
    name: name ?? `host-${number + 1}`,
    capacity: amountsOf(capacity, () => Number.POSITIVE_INFINITY),
  }));
  checkNames(
    hosts.map(({ name }) => name),
    'host',
  );
  return hosts;
}

const isList = (input: HostsInput): input is readonly HostInput[] => Array.isArray(input);

function alike({ count, ...host }: AmountsInput & { readonly count: number }): HostInput[] {
  if (Number.isSafeInteger(count) && count >= 0) return Array.from({ length: count }, () => host);
  throw new InputError({ expected: 'hosts such as { count: 2, cpu: 48 }', received: count });
}

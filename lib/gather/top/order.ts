/**
 * By what VMs are sorted, and the key for that.
 */
import { InputError } from '../../core/errors.ts';
import type { VmUsage } from '../../record/fleet/step.ts';

/** By what VMs are sorted, the greatest first. */
export type TopOrder = 'cpu' | 'memory' | 'disk' | 'network';

const AMOUNT: Readonly<Record<TopOrder, (vm: VmUsage) => number>> = {
  cpu: ({ cpu }) => cpu,
  memory: ({ memory }) => memory,
  disk: ({ read, write }) => (read || 0) + (write || 0),
  network: ({ rx, tx }) => (rx || 0) + (tx || 0),
};

const ORDERS = Object.keys(AMOUNT) as TopOrder[];

/** 'c' for CPU, and so on: the first letters. @returns undefined for another key */
export const orderOf = (key: string): TopOrder | undefined =>
  ORDERS.find((order) => order.startsWith(key) && key !== '');

/** @throws InputError */
export function checkOrder(order: unknown): TopOrder {
  if (ORDERS.includes(order as TopOrder)) return order as TopOrder;
  throw new InputError({ expected: `one of ${ORDERS.join(', ')}`, received: order });
}

/** Those that use the most first; those of which nothing is known last; of two that use the same, by name. */
export function sorted(vms: readonly VmUsage[], order: TopOrder): VmUsage[] {
  const amount = (vm: VmUsage) => {
    const value = AMOUNT[order](vm);
    return Number.isNaN(value) ? -1 : value;
  };
  return [...vms].sort((one, other) => amount(other) - amount(one) || (one.name < other.name ? -1 : 1));
}

import { VmlabError } from '../../core/errors.ts';
import type { Vm } from '../../lab/vm/vm.ts';

/** A VM whose loads are made by an agent in its guest. */
export type GuestVm = NonNullable<Awaited<ReturnType<Vm['guestVm']>>>;

/**
 * For a plan, which opens nothing: a slice would be made, a machine started.
 *
 * @returns undefined for a slice, for a VM that is not open, and for none at all
 * @throws UnsupportedError where nothing in it answers
 */
export const openGuestVm = async (vm: Vm | undefined): Promise<GuestVm | undefined> =>
  vm && isOpen(vm) ? vm.guestVm() : undefined;

function isOpen(vm: Vm): boolean {
  try {
    return vm.held !== undefined;
  } catch (error) {
    if (error instanceof VmlabError && error.code === 'NOT_OPEN') return false;
    throw error;
  }
}

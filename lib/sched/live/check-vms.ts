import { InputError, UnsupportedError } from '../../core/errors.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Vm } from '../../lab/vm/vm.ts';
import type { LiveOptions } from './options.ts';

/**
 * What is wrong with VMs that are given one by one is told before anything runs. Those of a lab come as they come.
 *
 * @throws InputError for what is no VM, one that is given twice, or an option that names a VM that is not among them
 * @throws UnsupportedError for one that has no group
 */
export function checkVms(vms: Lab | readonly Vm[], options: LiveOptions): void {
  if (Array.isArray(vms)) checkList(vms, options);
  else if (typeof (vms as Lab | undefined)?.vms !== 'function')
    throw new InputError({ expected: 'a lab, or VMs of one', received: vms });
}

function checkList(list: readonly Vm[], { templates = {}, memory = {} }: LiveOptions): void {
  if (list.length === 0) throw new InputError({ expected: 'a lab, or VMs of one', received: 'none' });
  const names = list.map(nameOf);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new InputError({ expected: 'each VM once', received: twice });
  const stranger = [...Object.keys(templates), ...Object.keys(memory)].find((name) => !names.includes(name));
  if (stranger !== undefined) throw new InputError({ expected: `one of ${names.join(', ')}`, received: stranger });
  for (const vm of list) checkGroup(vm);
}

function nameOf(vm: Vm): string {
  if (typeof vm?.name === 'string' && 'cgroup' in vm) return vm.name;
  throw new InputError({ expected: 'a VM of a lab', received: vm });
}

/** One that is not open yet has still to show. */
function checkGroup(vm: Vm): void {
  const { open, privileged, why } = (vm as Vm & { toJSON(): Described }).toJSON();
  if (!open || privileged) return;
  throw new UnsupportedError({
    what: 'scheduling',
    where: `the unprivileged slice '${vm.name}'`,
    remedy: `run as root (${why})`,
  });
}

interface Described {
  readonly open: boolean;
  readonly privileged?: boolean;
  readonly why?: string;
}

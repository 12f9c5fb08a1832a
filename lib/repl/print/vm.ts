import type { Vm } from '../../lab/vm/vm.ts';
import { specText } from '../../report/spec-text.ts';
import { LOCAL } from '../connect.ts';
import type { KnownVms } from '../known/vms.ts';

/** A VM that is no slice: what it is called, by whom it is managed, and whether the handle is open. Does no I/O. */
export function printVm(value: unknown, known: Pick<KnownVms, 'labOf'>): string | undefined {
  if (!isVm(value)) return undefined;
  const lab = known.labOf(value);
  if (lab === undefined || lab.uri === LOCAL) return undefined;
  const { name, ...state } = value.toJSON();
  return specText('VM', { name, uri: lab.uri, ...state }, NEXT);
}

const NEXT = ['.info()', '.stats()', '.cgroup.cpu.quota()'];

const isVm = (value: unknown): value is Vm & { toJSON(): { name: string } } =>
  typeof value === 'object' && value !== null && MEMBERS.every((name) => name in value);

const MEMBERS = ['name', 'cgroup', 'network', 'info', 'toJSON'];

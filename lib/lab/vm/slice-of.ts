import { UnsupportedError } from '../../core/errors.ts';
import type { Slice } from '../../driver/local/slice.ts';
import type { Opening } from '../opening.ts';

/** For what is done to groups and namespaces alone. @throws VmlabError 'NOT_OPEN'; UnsupportedError for a VM that is no slice */
export function sliceOf(vm: Opening): Slice {
  const { slice } = vm.current();
  if (slice) return slice;
  const remedy = 'it works on slices of this machine: lab.vm(…)';
  throw new UnsupportedError({ what: 'what needs a cgroup of its own', where: `'${vm.name}' on ${vm.uri}`, remedy });
}

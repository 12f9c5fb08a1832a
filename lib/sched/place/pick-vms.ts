import type { Trace } from '../../trace/trace.ts';
import type { Load } from '../load/load.ts';
import { numbersOf } from '../load/start-load.ts';
import type { InputParts } from '../simulate/demand-of.ts';

/**
 * The part of an input that some of its VMs are, by their numbers in it (in ascending order): what a host is simulated with. A VM of a generated
 * load keeps its number, and so its load.
 */
export function pickVms({ traces, loads }: InputParts, numbers: readonly number[]): (Trace | Load)[] {
  const picked: (Trace | Load)[] = numbers.filter((vm) => vm < traces.length).map((vm) => traces[vm]);
  let first = traces.length;
  for (const load of loads) {
    const own = numbersOf(load);
    const from = first;
    const only = numbers.filter((vm) => vm >= from && vm < from + own.length).map((vm) => own[vm - from]);
    if (only.length > 0) picked.push({ ...load, only });
    first += own.length;
  }
  return picked;
}

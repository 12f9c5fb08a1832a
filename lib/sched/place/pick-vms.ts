import type { Trace } from '../../trace/trace.ts';
import type { Load } from '../load/load.ts';
import { numbersOf } from '../load/start-load.ts';
import type { InputParts } from '../simulate/demand-of.ts';

/**
 * The part of an input that some of its VMs are, by their numbers in it (in ascending order): what a host is simulated with. A VM of a generated
 * load keeps its number, and so its load.
 *
 * @example const pick = vmPicker(partsOf(input)); const onFirstHost = pick([0, 1, 5]);
 */
export function vmPicker({ traces, loads }: InputParts): (numbers: readonly number[]) => (Trace | Load)[] {
  const stretches = stretchesOf(loads, traces.length);
  return (numbers) => {
    const recorded = numbers.filter((vm) => vm < traces.length).map((vm) => traces[vm]);
    const made = stretches.map(({ load, own, from }) => {
      const only = numbers.filter((vm) => vm >= from && vm < from + own.length).map((vm) => own[vm - from]);
      return { ...load, only };
    });
    return [...recorded, ...made.filter(({ only }) => only.length > 0)];
  };
}

/** Where the VMs of each load are among all. */
function stretchesOf(loads: readonly Load[], first: number) {
  let next = first;
  return loads.map((load) => {
    const own = numbersOf(load);
    const from = next;
    next += own.length;
    return { load, own, from };
  });
}

import type { ScheduledResource } from '../columns.ts';
import type { State } from './policy.ts';

/**
 * Weighs each VM by its credit: `‖ac_i‖`, the Euclidean norm over resources. Credit is divided by the host's capacity first, since cores and bytes do
 * not add, and debts count as 0. Resources that are not scheduled are left out. Where nobody has credit, all weigh the same.
 *
 * @param into is written over
 * @returns the sum of the weights: a VM's part of all credit, `wr_i`, is its weight divided by that
 */
export function creditWeights(into: Float64Array, { credit, capacity }: State): number {
  const { cpu, memory, read, write } = credit;
  const scale = (resource: ScheduledResource) => (capacity[resource] > 0 ? 1 / capacity[resource] : 0);
  const [perCore, perByte, perRead, perWrite] = [scale('cpu'), scale('memory'), scale('read'), scale('write')];
  let total = 0;
  for (let vm = 0; vm < into.length; vm++) {
    const disk = square(read[vm] * perRead) + square(write[vm] * perWrite);
    const norm = Math.sqrt(square(cpu[vm] * perCore) + square(memory[vm] * perByte) + disk);
    into[vm] = norm;
    total += norm;
  }
  if (total > 0) return total;
  into.fill(1);
  return into.length;
}

/** Of credit; debts count as 0, without a branch, for which way it goes cannot be foreseen. */
function square(part: number): number {
  const twice = part + Math.abs(part);
  return 0.25 * twice * twice;
}

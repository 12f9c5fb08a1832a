import { eachResource, type ScheduledResource } from '../columns.ts';
import type { BindLoop, ColumnLoop } from '../loop.ts';
import type { State } from './policy.ts';

/**
 * Weighs each VM by its credit: `‖ac_i‖`, the Euclidean norm over resources. Credit is divided by the host's capacity first, since cores and bytes do
 * not add, and debts count as 0. Resources that are not scheduled are left out. Where nobody has credit, all weigh the same.
 *
 * @param weight is written over, at each call of what is returned, which returns the sum: a VM's part of all credit, `wr_i`, is its weight divided by it
 */
export function startCreditWeights(weight: Float64Array, { credit, capacity }: State, bind: BindLoop): () => number {
  const weigh = bind(CREDIT_WEIGHTS, { ...credit, weight });
  const { cpu, memory, read, write } = eachResource((one) => (capacity[one] > 0 ? 1 / capacity[one] : 0));
  return () => {
    const total = weigh(cpu, memory, read, write);
    return withoutRests(weight, total);
  };
}

/** In periods of the whole host. What sums leave of credit that was spent to its last must not stand above no credit: it would be served first. */
const ROUNDING = 1e-9;

function withoutRests(weight: Float64Array, total: number): number {
  if (total <= ROUNDING) {
    weight.fill(1);
    return weight.length;
  }
  for (let vm = 0; vm < weight.length; vm++) if (weight[vm] <= ROUNDING) weight[vm] = 0;
  return total;
}

export const CREDIT_WEIGHTS: ColumnLoop<ScheduledResource | 'weight'> = {
  name: 'creditWeights',
  run({ cpu, memory, read, write, weight }, perCore, perByte, perRead, perWrite) {
    let total = 0;
    for (let vm = 0; vm < weight.length; vm++) {
      const disk = square(read[vm] * perRead) + square(write[vm] * perWrite);
      const norm = Math.sqrt(square(cpu[vm] * perCore) + square(memory[vm] * perByte) + disk);
      weight[vm] = norm;
      total += norm;
    }
    if (total > 0) return total;
    weight.fill(1);
    return weight.length;
  },
};

/** Of credit; debts count as 0, without a branch, for which way it goes cannot be foreseen. */
function square(part: number): number {
  const twice = part + Math.abs(part);
  return 0.25 * twice * twice;
}

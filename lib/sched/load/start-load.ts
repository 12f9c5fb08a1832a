import { type Columns, SCHEDULED } from '../columns.ts';
import { bindLoop, type ColumnLoop } from '../loop.ts';
import type { Load } from './load.ts';
import { startOnOff } from './on-off.ts';
import { startSine } from './sine.ts';

/**
 * Begins a load. What is returned writes what the VMs want in the next step into `into`.
 *
 * @param seed for a load that was given none
 */
export function startLoad(load: Load, into: Columns, seed: number): () => void {
  const levels = new Float64Array(into.cpu.length);
  const next = startLevels(load, seedsOf(load, seed), levels);
  const spreads = SCHEDULED.map((resource) => {
    const spread = bindLoop(SPREAD, { levels, into: into[resource] });
    return () => spread(load.idle[resource], load.peak[resource] - load.idle[resource]);
  });
  return () => {
    next();
    for (const spread of spreads) spread();
  };
}

/** The numbers of its VMs. */
export const numbersOf = ({ only, vms }: Load): readonly number[] =>
  only ?? Array.from({ length: vms }, (_, number) => number);

const startLevels = ({ level, interval }: Load, seeds: readonly number[], levels: Float64Array): (() => void) =>
  level.kind === 'sine'
    ? startSine({ period: level.period, interval }, seeds, levels)
    : startOnOff({ level, interval }, seeds, levels);

/** One a VM, by its number, so that it has the same load wherever it is placed. 2^32 divided by the golden ratio keeps seeds apart. */
const seedsOf = (load: Load, seed: number): number[] =>
  numbersOf(load).map((number) => Math.imul((load.seed ?? seed) + 1, 0x9e3779b1) + number);

export const SPREAD: ColumnLoop<'levels' | 'into'> = {
  name: 'spread',
  run({ levels, into }, idle, range) {
    for (let vm = 0; vm < into.length; vm++) into[vm] = idle + range * levels[vm];
  },
};

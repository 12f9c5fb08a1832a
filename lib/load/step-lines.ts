import type { StepTargets } from './spec.ts';

/** When a step is, in ns of CLOCK_MONOTONIC. */
export interface StepTime {
  readonly index: number;
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * The line that tells an agent one step (native/README.md): bytes are whole, cores have six decimals.
 *
 * @example stepLine({ index: 0, start: 1n, end: 2n }, { cpu: 1.5 }) // 'step 0 1 2 cpu=1.5\n'
 */
export function stepLine({ index, start, end }: StepTime, targets: StepTargets): string {
  const words = Object.entries(targets).map(
    ([resource, value]) => `${resource}=${resource === 'cpu' ? round(value) : Math.round(value)}`,
  );
  return `${['step', index, start, end, ...words].join(' ')}\n`;
}

const round = (cores: number): number => Math.round(cores * 1e6) / 1e6;

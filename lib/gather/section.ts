/**
 * What is gathered, by subject.
 */
import { InputError } from '../core/errors.ts';

/** In the order in which a result has them. `schedule` is time that something could have run, and waited; `cache` needs the CPU's counters. */
export const SECTIONS = ['cpu', 'disk', 'network', 'memory', 'cache', 'pressure', 'schedule'] as const;
/** One of the subjects that vmlab's own collectors know. */
export type GatherSection = (typeof SECTIONS)[number];

export const isSection = (name: unknown): name is GatherSection => SECTIONS.includes(name as GatherSection);

/** @throws InputError @example checkSection('disk') */
export function checkSection(name: unknown): GatherSection {
  if (isSection(name)) return name;
  throw new InputError({ expected: `one of ${SECTIONS.join(', ')}`, received: name });
}

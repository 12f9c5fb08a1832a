/**
 * What of a domain can be set while it runs: how each value is found in what xl tells, and the words that set it. Only data.
 */
import type { XlListed } from './xl/list-long.ts';
import type { XlVcpu } from './xl/vcpu-list.ts';

export type TuneName = 'weight' | 'cap' | 'memory' | 'affinity';

/** A value of a domain. */
export interface TunePlace {
  readonly tune: TuneName;
  /** The number of the vCPU, of an affinity; '' for the others. */
  readonly parameter: string;
}

/** A domain as it is now. */
export interface TuneState {
  readonly listed: XlListed;
  /** Asked for where the affinity of one is meant. */
  readonly vcpus: readonly XlVcpu[];
}

/** @returns as it would be written; '' where there is none. @example valueIn(state, { tune: 'cap', parameter: '' }) // '50' */
export const valueIn = (state: TuneState, { tune, parameter }: TunePlace): string =>
  String(VALUES[tune](state, Number(parameter)) ?? '');

const KIB = 1024;

const VALUES: Readonly<Record<TuneName, (state: TuneState, vcpu: number) => string | number | undefined>> = {
  weight: ({ listed }) => listed.schedule?.weight,
  cap: ({ listed }) => listed.schedule?.cap,
  memory: ({ listed }) => listed.targetMemory / KIB,
  affinity: ({ listed, vcpus }, wanted) => vcpus.find(({ id, vcpu }) => id === listed.id && vcpu === wanted)?.affinity,
};

/** @returns the words after `xl`. @example wordsFor(state, { tune: 'cap', parameter: '' }, '50') // ['sched-credit2', '-d', '34', '-c', '50'] */
export function wordsFor({ listed }: TuneState, { tune, parameter }: TunePlace, value: string): string[] {
  const id = String(listed.id);
  const schedule = [`sched-${listed.schedule?.scheduler}`, '-d', id];
  const words: Readonly<Record<TuneName, string[]>> = {
    weight: [...schedule, '-w', value],
    cap: [...schedule, '-c', value],
    memory: ['mem-set', id, `${value}k`],
    affinity: ['vcpu-pin', id, parameter, value],
  };
  return words[tune];
}

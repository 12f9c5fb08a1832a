import { RESOURCES } from '../../trace/trace.ts';
import type { Counter } from '../counter.ts';
import type { MemberCounters } from './member.ts';

/** A counter, and what it said last. */
export interface Meter {
  readonly counter: Counter;
  /** Which of RESOURCES it counts. */
  readonly resource: number;
  /** NaN: nothing yet, or it could not be read. */
  last: number;
  /** It was told by this text: many VMs idle, and what says the same need not be parsed again. */
  text: string;
}

/** A VM while it is read. One that is found again after it vanished is a new one, of the same name. */
export interface MeteredVm {
  readonly name: string;
  readonly meters: readonly Meter[];
  /** In the order of RESOURCES: 0 for what has a counter, NaN for what has none. What was used is added to it. */
  readonly nothing: Float64Array;
  /** There is no sample of it yet: its first one is what the next is told from. */
  isNew: boolean;
  /** A counter of it can be read no more: it has to be asked for again. */
  isLost: boolean;
}

/** @example meteredVm('vm1', await domain.counters()) */
export function meteredVm(name: string, counters: MemberCounters): MeteredVm {
  const byResource = RESOURCES.map((resource) => listed(counters[resource]));
  return {
    name,
    meters: byResource.flatMap((all, resource) =>
      all.map((counter) => ({ counter, resource, last: Number.NaN, text: '' })),
    ),
    nothing: Float64Array.from(byResource, ({ length }) => (length > 0 ? 0 : Number.NaN)),
    isNew: true,
    isLost: false,
  };
}

const listed = (counters: Counter | readonly Counter[] = []): readonly Counter[] => [counters].flat();

/**
 * What of a domain can be set while it runs: how each value is read and written, in xl's own words.
 */
import { parseXlListLong, type XlListed } from './xl/list-long.ts';
import { parseXlVcpuList } from './xl/vcpu-list.ts';

/** A value of a domain. */
export interface TunePlace {
  readonly id: number;
  /** The scheduler that has the weight or the cap, or the number of a vCPU; '' for memory. */
  readonly parameter: string;
}

/** Commands as data, without `xl` itself. */
export interface Tune {
  read(place: TunePlace): string[];
  /** In what `read` prints; '' where it is not there. As `write` takes it. */
  valueIn(text: string, place: TunePlace): string;
  write(place: TunePlace, value: string): string[];
}

export type TuneName = 'weight' | 'cap' | 'memory' | 'affinity';

/** @example tuneOf('cap').write({ id: 34, parameter: 'credit2' }, '50') // ['sched-credit2', '-d', '34', '-c', '50'] */
export const tuneOf = (name: TuneName): Tune => TUNES[name];

const ofConfiguration = (value: (listed: XlListed) => string | number | undefined): Pick<Tune, 'read' | 'valueIn'> => ({
  read: ({ id }) => ['list', '-l', String(id)],
  valueIn: (text, { id }) => {
    const listed = parseXlListLong(text).find((each) => each.id === id);
    return String((listed && value(listed)) ?? '');
  },
});

const KIB = 1024;

const TUNES: Readonly<Record<TuneName, Tune>> = {
  weight: {
    ...ofConfiguration(({ schedule }) => schedule?.weight),
    write: ({ id, parameter }, value) => [`sched-${parameter}`, '-d', String(id), '-w', value],
  },
  cap: {
    ...ofConfiguration(({ schedule }) => schedule?.cap),
    write: ({ id, parameter }, value) => [`sched-${parameter}`, '-d', String(id), '-c', value],
  },
  memory: {
    ...ofConfiguration(({ targetMemory }) => targetMemory / KIB),
    write: ({ id }, value) => ['mem-set', String(id), `${value}k`],
  },
  affinity: {
    read: ({ id }) => ['vcpu-list', String(id)],
    valueIn: (text, { id, parameter }) =>
      parseXlVcpuList(text).find((each) => each.id === id && each.vcpu === Number(parameter))?.affinity ?? '',
    write: ({ id, parameter }, value) => ['vcpu-pin', String(id), parameter, value],
  },
};

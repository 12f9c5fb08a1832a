import { fieldsOf, type Tune } from './tune.ts';

/** More than libvirt itself takes: on cgroup v2 it says "no limit" so, and -1 elsewhere. */
const LARGEST_QUOTA = 17_592_186_044_415;

/** CPU bandwidth and shares: `global_quota` and `global_period` are of the domain as a whole, `cpu_shares` as well. */
export const schedinfo: Tune = {
  read: ({ uuid }) => ['schedinfo', uuid, '--live'],
  valueIn(output, { parameter }) {
    const value = fieldsOf(output)[parameter] ?? '';
    return parameter.endsWith('_quota') && Number(value) > LARGEST_QUOTA ? '-1' : value;
  },
  write: ({ uuid, parameter }, value) => ['schedinfo', uuid, '--live', '--set', `${parameter}=${value}`],
};

import { fieldsOf, type Tune } from './tune.ts';

/** The rate of one tap, `parameter` being 'inbound' (to the guest) or 'outbound': average and peak in kB/s, burst in kB; 0: none. */
export const domiftune: Tune = {
  read: ({ uuid, device = '' }) => ['domiftune', uuid, device, '--live'],
  valueIn(output, { parameter }) {
    const fields = fieldsOf(output);
    return ['average', 'peak', 'burst'].map((name) => fields[`${parameter}.${name}`] ?? '0').join(',');
  },
  write: ({ uuid, device = '', parameter }, value) => ['domiftune', uuid, device, '--live', `--${parameter}`, value],
};

import { isDeepStrictEqual } from 'node:util';
import { eachResource } from '../../columns.ts';
import type { Property } from '../trial.ts';
import { copied, reversed } from '../with-columns.ts';

export const isPure: Property = {
  name: 'isPure',
  complaint: ({ policy, state }) => {
    const given = copied(state);
    const first = policy(given);
    if (!isDeepStrictEqual(given, state)) return 'it writes to the state';
    const kept = eachResource((resource) => first[resource].slice());
    policy(reversed(state));
    if (!isDeepStrictEqual({ ...first }, kept)) return 'a later call changes what an earlier one returned';
    const again = policy(copied(state));
    return isDeepStrictEqual({ ...again }, kept)
      ? undefined
      : 'the same state gets another allocation when it is asked again';
  },
};

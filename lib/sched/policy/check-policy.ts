import { InputError } from '../../core/errors.ts';
import type { Policy } from './policy.ts';

/** Plain JavaScript may leave it out, or give its name. @throws InputError for what is no function */
export function checkPolicy(policy: Policy): void {
  if (typeof policy !== 'function')
    throw new InputError({ expected: 'a policy, such as sched.rescoin()', received: policy });
}

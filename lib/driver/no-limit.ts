/**
 * Limits that a guest cannot have, or does not keep to, in the same words whoever manages it.
 */
import { InputError, UnsupportedError } from '../core/errors.ts';
import { formatSize } from '../core/units.ts';

/** Of whom: 'vm1', and on what: 'qemu:///system'. */
export interface Limited {
  readonly name: string;
  readonly uri: { readonly text: string };
}

export const noTaskLimit = ({ name, uri }: Limited): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on the number of tasks',
    where: `'${name}' on ${uri.text}`,
    remedy: 'its tasks are those of its guest; limit them there',
  });

export const tooMuchMemory = ({ name }: Limited, received: number, most: number): InputError =>
  new InputError({ expected: `no more than the ${formatSize(most)} of '${name}'`, received: formatSize(received) });

/** @param driver of the balloon, as Linux calls it */
export const memoryNotGivenBack = ({ name, uri }: Limited, driver: string): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on memory',
    where: `'${name}' on ${uri.text}`,
    remedy: `it is its balloon's: the guest needs the driver ${driver}, and memory that it can spare`,
  });

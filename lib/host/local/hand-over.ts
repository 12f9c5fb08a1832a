import { closeSync } from 'node:fs';
import { VmlabError } from '../../core/errors.ts';

/** A descriptor that has one owner at a time: whoever opened it until it is taken, the taker afterwards. */
export interface HandOver {
  /** @throws VmlabError (code 'TAKEN') the second time. */
  take(): number;
  closeUnlessTaken(): void;
}

export function handOver(descriptor: number): HandOver {
  let own: number | undefined = descriptor;
  const take = (): number => {
    if (own === undefined) throw new VmlabError('TAKEN', 'this descriptor was handed over already');
    own = undefined;
    return descriptor;
  };
  return { take, closeUnlessTaken: () => void (own !== undefined && closeSync(take())) };
}

/** Closes a descriptor that native code has opened. */
export const closeDescriptor = (descriptor: number): void => closeSync(descriptor);

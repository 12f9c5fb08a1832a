/**
 * A file in a guest that somebody appends lines to.
 */
import type { Guest, GuestCallOptions } from '../../../driver/guest/guest.ts';

export class GrowingFile {
  readonly #guest: Guest;
  readonly #path: string;
  #read = 0;
  /** Of a line whose end was not written yet. */
  #begun = Buffer.alloc(0);

  constructor(guest: Guest, path: string) {
    this.#guest = guest;
    this.#path = path;
  }

  /** The lines that were ended since the last time. @throws HostError where the guest does not answer: the next time they are told all the same */
  async lines(options?: GuestCallOptions): Promise<string[]> {
    const more = await this.#guest.readFile(this.#path, this.#read, options);
    this.#read += more.length;
    const all = Buffer.concat([this.#begun, more]);
    const end = all.lastIndexOf('\n') + 1;
    this.#begun = all.subarray(end);
    return all.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  }
}

/**
 * Where bytes come from. The formats know nothing of files: a host, a test or a socket gives them a Source.
 */
export interface Source {
  /** Named in every error and report; usually the path. */
  readonly name: string;
  /** How many bytes there are, if that is known: a hint, with which large recordings need less memory. */
  readonly size?: number;
  /** The bytes from the start. May be called again: detection, and `describe()`, read a recording more than once. */
  open(): AsyncIterable<Uint8Array>;
}

/** @returns a Source of bytes at hand. @example sourceOf('record.csv', 'Hostname,Time,…') */
export const sourceOf = (name: string, content: string | Uint8Array): Source => ({
  name,
  async *open() {
    yield typeof content === 'string' ? new TextEncoder().encode(content) : content;
  },
});

/**
 * A column whose length is not known yet, for readers of files that do not fit in memory.
 *
 * A first chunk of the expected length takes all, if the guess was good: then nothing is ever copied, and what the guess was
 * too high by costs address space only. What goes beyond it grows by small chunks.
 */
const CHUNK = 4096;

export class GrowingColumn {
  private readonly first: Float64Array;
  private readonly more: Float64Array[] = [];
  private filled = 0;

  /** @param expected how many steps there may be */
  constructor(expected = 0) {
    this.first = new Float64Array(Math.max(expected, CHUNK));
  }

  /** Steps come in order; those that are left out are NaN, "not recorded". */
  set(step: number, value: number): void {
    if (this.filled < step) this.fill(step);
    this.put(step, value);
    this.filled = Math.max(this.filled, step + 1);
  }

  /** The column at its final length. */
  finish(length: number): Float64Array {
    this.fill(length);
    if (length > this.first.length) return joined([this.first, ...this.more], length);
    return this.first.length === CHUNK ? this.first.slice(0, length) : this.first.subarray(0, length);
  }

  private fill(length: number): void {
    while (this.filled < length) this.put(this.filled++, Number.NaN);
  }

  private put(step: number, value: number): void {
    const beyond = step - this.first.length;
    if (beyond < 0) this.first[step] = value;
    else this.chunk(Math.floor(beyond / CHUNK))[beyond % CHUNK] = value;
  }

  private chunk(index: number): Float64Array {
    while (this.more.length <= index) this.more.push(new Float64Array(CHUNK));
    return this.more[index] as Float64Array;
  }
}

function joined(chunks: readonly Float64Array[], length: number): Float64Array {
  const column = new Float64Array(length);
  let at = 0;
  for (const chunk of chunks) {
    column.set(chunk.subarray(0, length - at), at);
    at += chunk.length;
  }
  return column;
}
